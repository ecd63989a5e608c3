package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
	"github.com/expr-lang/expr"

	"github.com/argoproj/argo-rollouts/utils/evaluate"
)

// Question is a condition and the result of the measurement that it is asked about: numbers can be NaN, and are text.
type Question struct {
	Condition string   `json:"condition"`
	Kind      string   `json:"kind"`
	Numbers   []string `json:"numbers"`
}

// Answer is what the controller makes of a condition: a verdict, or an error when it compiles it or when it runs it.
type Answer struct {
	NotCompiled string `json:"notCompiled,omitempty"`
	Failed      string `json:"failed,omitempty"`
	Holds       bool   `json:"holds"`
}

func answerQuestions(file string) ([]Answer, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var questions []Question
	if err := json.Unmarshal(content, &questions); err != nil {
		return nil, err
	}
	answers := make([]Answer, len(questions))
	for i, question := range questions {
		if answers[i], err = answer(question); err != nil {
			return nil, fmt.Errorf("question %d: %w", i, err)
		}
	}
	return answers, nil
}

func answer(question Question) (Answer, error) {
	result, err := resultOf(question)
	if err != nil {
		return Answer{}, err
	}
	notCompiled := compile(question.Condition, result)
	holds, failed := evaluateSafely(result, question.Condition)
	switch {
	case notCompiled == nil && failed == nil:
		return Answer{Holds: holds}, nil
	case notCompiled == nil:
		return Answer{Failed: failed.Error()}, nil
	case failed == nil:
		return Answer{}, fmt.Errorf("the controller compiles what this program does not: %s: %w", question.Condition, notCompiled)
	}
	return Answer{NotCompiled: failed.Error()}, nil
}

// compile is the half of the controller's evaluation that it does not offer alone: names and types are those of its own.
func compile(condition string, result any) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	_, err = expr.Compile(condition, expr.Env(map[string]any{
		"result":  result,
		"asInt":   func(any) int64 { return 0 },
		"asFloat": func(any) float64 { return 0 },
		"isNaN":   math.IsNaN,
		"isInf":   func(float64) bool { return false },
		"isNil":   func(any) bool { return false },
		"default": func(any, any) any { return nil },
	}))
	return err
}

func evaluateSafely(result any, condition string) (holds bool, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return evaluate.EvalCondition(result, condition)
}

// resultOf is a result as a provider hands it over.
func resultOf(question Question) (any, error) {
	numbers := make([]float64, len(question.Numbers))
	list := make([]any, len(question.Numbers))
	for i, text := range question.Numbers {
		number, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, err
		}
		numbers[i], list[i] = number, number
	}
	switch question.Kind {
	case "numbers":
		return numbers, nil
	case "list":
		return list, nil
	case "nothing":
		return nil, nil
	case "text":
		return "a", nil
	case "map":
		return map[string]any{"a": list[0]}, nil
	case "mapOfNothing":
		return map[string]any{"a": nil}, nil
	case "metricData":
		id := "a"
		return []types.MetricDataResult{{Id: &id, StatusCode: types.StatusCodeComplete, Values: numbers}}, nil
	case "maps":
		return []map[string]any{{"a": list[0]}}, nil
	case "number":
		return numbers[0], nil
	}
	return nil, fmt.Errorf("unknown kind of result %q", question.Kind)
}
