package main

import (
	"slices"
	"testing"
)

func TestCompareNamesThePathOfEachDifference(t *testing.T) {
	published := object{"same": 1.0, "changed": "a", "gone": true, "list": []any{1.0, 2.0}, "a/b": object{"deep": nil}}
	generated := object{"same": 1.0, "changed": "b", "added": true, "list": []any{1.0, 3.0}, "a/b": object{"deep": object{}}}

	var paths []string
	for _, difference := range compare(published, generated).differences {
		paths = append(paths, difference.path)
	}

	want := []string{"/a~1b/deep", "/added", "/changed", "/gone", "/list/1"}
	if !slices.Equal(paths, want) {
		t.Errorf("got %v, want %v", paths, want)
	}
}

func TestCompareTellsTypesApart(t *testing.T) {
	values := []any{nil, false, 0.0, "", object{}, []any{}, []any{nil}}
	for i, a := range values {
		for j, b := range values {
			equal := len(compare(a, b).differences) == 0
			if equal != (i == j) {
				t.Errorf("compare(%#v, %#v): equal is %t", a, b, equal)
			}
		}
	}
}

func TestExplainAcceptsOnlyTheToolAnnotation(t *testing.T) {
	tool := object{"controller-gen.kubebuilder.io/version": "v0.0.0"}
	both := object{"controller-gen.kubebuilder.io/version": "v0.0.0", "other": "x"}
	tests := []struct {
		difference difference
		meant      bool
	}{
		{difference{"/metadata/annotations", tool, nil}, true},
		{difference{"/metadata/annotations", both, nil}, false},
		{difference{"/metadata/annotations", nil, tool}, false},
		{difference{"/metadata/labels", tool, nil}, false},
	}
	for _, test := range tests {
		if _, meant := explain(test.difference); meant != test.meant {
			t.Errorf("%s: meant is %t", test.difference, meant)
		}
	}
}
