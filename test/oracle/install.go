package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

// Difference is one place in which our install manifest is not the release's. A missing value is null. The path of an
// expected one may have a * for any part of a key.
type Difference struct {
	Object string `json:"object"`
	Path   string `json:"path"`
	Ours   any    `json:"ours"`
	Theirs any    `json:"theirs"`
	Reason string `json:"reason,omitempty"`
}

// InstallReport is the comparison of one manifest.
type InstallReport struct {
	Objects int `json:"objects"`
	// Differences are those that were found, with the reason of the ones that are expected.
	Differences []Difference `json:"differences"`
	// Absent are the expected ones that were not found.
	Absent []Difference `json:"absent"`
}

// compareInstall compares our manifest with the release's of that name, against what is expected of that name.
func compareInstall(release fs.FS, ours, name, expectations string) (InstallReport, error) {
	expected, err := readExpectations(expectations)
	if err != nil {
		return InstallReport{}, err
	}
	ourContent, err := os.ReadFile(ours)
	if err != nil {
		return InstallReport{}, err
	}
	theirContent, err := fs.ReadFile(release, path.Join("manifests", name))
	if err != nil {
		return InstallReport{}, err
	}
	return compareManifests(ourContent, theirContent, expected[name])
}

func readExpectations(file string) (map[string][]Difference, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	expected := map[string][]Difference{}
	if err := json.Unmarshal(content, &expected); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return expected, nil
}

func compareManifests(ours, theirs []byte, expected []Difference) (InstallReport, error) {
	ourObjects, err := installed(ours)
	if err != nil {
		return InstallReport{}, fmt.Errorf("ours: %w", err)
	}
	theirObjects, err := installed(theirs)
	if err != nil {
		return InstallReport{}, fmt.Errorf("theirs: %w", err)
	}
	report := InstallReport{Objects: len(theirObjects), Differences: []Difference{}, Absent: []Difference{}}
	for _, id := range keysOf(ourObjects, theirObjects) {
		report.compare(id, "", ourObjects[id], theirObjects[id])
	}
	for _, e := range expected {
		if !report.expect(e) {
			report.Absent = append(report.Absent, e)
		}
	}
	return report, nil
}

// installed gives the objects by kind and name.
func installed(content []byte) (map[string]any, error) {
	bundle, broken := parseBundle(content)
	if len(broken) > 0 {
		return nil, broken[0]
	}
	objects := map[string]any{}
	for _, o := range bundle {
		id := o.GetKind() + "/" + o.GetName()
		if _, twice := objects[id]; twice {
			return nil, fmt.Errorf("%s is there twice", id)
		}
		if o.is(crdGroupKind) {
			dropDescriptions(o.Object)
		}
		if o.GetKind() == "ConfigMap" {
			readTexts(o.Object)
		}
		objects[id] = o.Object
	}
	return objects, nil
}

// dropDescriptions removes the prose of a schema. A property of that name is no text and stays.
func dropDescriptions(value any) {
	switch value := value.(type) {
	case map[string]any:
		if _, prose := value["description"].(string); prose {
			delete(value, "description")
		}
		for _, child := range value {
			dropDescriptions(child)
		}
	case []any:
		for _, child := range value {
			dropDescriptions(child)
		}
	}
}

// readTexts puts what the texts of a ConfigMap say in their place: how they are written does not matter.
func readTexts(configMap map[string]any) {
	texts, _ := configMap["data"].(map[string]any)
	for key, text := range texts {
		var content any
		if err := yaml.Unmarshal([]byte(text.(string)), &content); err == nil {
			texts[key] = content
		}
	}
}

func (r *InstallReport) compare(id, pointer string, ours, theirs any) {
	ourMap, bothMaps := ours.(map[string]any)
	theirMap, ok := theirs.(map[string]any)
	bothMaps = bothMaps && ok
	ourList, bothLists := ours.([]any)
	theirList, ok := theirs.([]any)
	bothLists = bothLists && ok
	switch {
	case reflect.DeepEqual(ours, theirs):
	case bothMaps:
		for _, key := range keysOf(ourMap, theirMap) {
			r.compare(id, pointer+"/"+escape(key), ourMap[key], theirMap[key])
		}
	case bothLists && len(ourList) == len(theirList):
		for index := range ourList {
			r.compare(id, pointer+"/"+strconv.Itoa(index), ourList[index], theirList[index])
		}
	default:
		r.Differences = append(r.Differences, Difference{Object: id, Path: pointer, Ours: ours, Theirs: theirs})
	}
}

func (r *InstallReport) expect(e Difference) bool {
	found := false
	for i, difference := range r.Differences {
		matches, _ := path.Match(e.Path, difference.Path)
		if difference.Object == e.Object && matches && e.Reason != "" {
			r.Differences[i].Reason = e.Reason
			found = true
		}
	}
	return found
}

func keysOf(a, b map[string]any) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(keys)
	return slices.Compact(keys)
}

// escape writes a key as a part of a JSON Pointer.
func escape(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
