package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

type difference struct {
	path                 string
	published, generated any
}

func (d difference) String() string {
	return d.path + ": published " + excerpt(d.published) + ", generated " + excerpt(d.generated)
}

type comparison struct {
	compared    int
	differences []difference
}

// compare walks two JSON values together. A path is a JSON Pointer.
func compare(published, generated any) comparison {
	var result comparison
	result.walk("", published, generated)
	return result
}

func (c *comparison) walk(path string, published, generated any) {
	c.compared++
	switch a := published.(type) {
	case object:
		if b, ok := generated.(object); ok && a != nil && b != nil {
			c.walkObjects(path, a, b)
			return
		}
	case []any:
		if b, ok := generated.([]any); ok && len(a) == len(b) {
			c.walkLists(path, a, b)
			return
		}
	default:
		if isScalar(generated) && a == generated {
			return
		}
	}
	c.differences = append(c.differences, difference{path, published, generated})
}

func (c *comparison) walkObjects(path string, a, b object) {
	for _, key := range sortedKeys(a, b) {
		at := path + "/" + escape(key)
		valueA, inA := a[key]
		valueB, inB := b[key]
		if inA && inB {
			c.walk(at, valueA, valueB)
		} else {
			c.differences = append(c.differences, difference{at, valueA, valueB})
		}
	}
}

func (c *comparison) walkLists(path string, a, b []any) {
	for i := range a {
		c.walk(path+"/"+strconv.Itoa(i), a[i], b[i])
	}
}

// isScalar guards ==, which panics on two maps or two slices.
func isScalar(value any) bool {
	switch value.(type) {
	case object, []any:
		return false
	}
	return true
}

// escape writes a key as one part of a JSON Pointer.
func escape(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

func excerpt(value any) string {
	const limit = 120
	data, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	if len(data) > limit {
		return string(data[:limit]) + "..."
	}
	return string(data)
}

func sortedKeys[V any](a, b map[string]V) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(keys)
	return slices.Compact(keys)
}
