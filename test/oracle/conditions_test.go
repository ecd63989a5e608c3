package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestAnswersQuestions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "questions.json")
	content := `[
		{"condition": "result[0] > 1", "kind": "numbers", "numbers": ["2"]},
		{"condition": "result[0] > 1", "kind": "numbers", "numbers": ["NaN"]},
		{"condition": "result[0] > 1", "kind": "numbers", "numbers": []},
		{"condition": "result[0] > 1", "kind": "map", "numbers": ["2"]},
		{"condition": "result >", "kind": "number", "numbers": ["2"]},
		{"condition": "1", "kind": "nothing"},
		{"condition": "isNil(result) && default(result, true)", "kind": "nothing"}
	]`
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	answers, err := answerQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, answer := range answers {
		switch {
		case answer.NotCompiled != "":
			got = append(got, "not compiled")
		case answer.Failed != "":
			got = append(got, "failed")
		case answer.Holds:
			got = append(got, "holds")
		default:
			got = append(got, "does not hold")
		}
	}
	want := strings.Split("holds,does not hold,failed,not compiled,not compiled,failed,holds", ",")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Whatever the controller's own evaluation calls an error while it compiles, compile does too, and nothing else.
func TestCompilesAsTheControllerDoes(t *testing.T) {
	for condition, want := range map[string]string{
		"asInt(1, 2) > 1":        "too many arguments",
		"asFloat() > 1":          "not enough arguments",
		`isNaN("a")`:             "cannot use string as argument",
		"isInf(nil)":             "cannot use nil as argument",
		"isNil() || default(1)":  "not enough arguments",
		`asInt("a") + "b" == ""`: "mismatched types int64 and string",
		"unknown > 1":            "unknown name unknown",
		"asFloat(1) and true":    "mismatched types float64 and bool",
	} {
		compiled := compile(condition, 1.0)
		_, evaluated := evaluateSafely(1.0, condition)
		if compiled == nil || evaluated == nil || !strings.Contains(compiled.Error(), want) || !strings.Contains(evaluated.Error(), want) {
			t.Errorf("%s: want %q, got %v and %v", condition, want, compiled, evaluated)
		}
	}
}

func TestRefusesOtherQuestions(t *testing.T) {
	for _, content := range []string{"", "{}", `[{"kind": "other"}]`, `[{"kind": "numbers", "numbers": ["a"]}]`} {
		file := filepath.Join(t.TempDir(), "questions.json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := answerQuestions(file); err == nil {
			t.Errorf("accepts %s", content)
		}
	}
	if _, err := answerQuestions("none.json"); err == nil {
		t.Error("accepts a file that does not exist")
	}
}
