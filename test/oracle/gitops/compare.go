package main

import (
	"encoding/json"
	"fmt"
	"sort"

	argocd "github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	argodiff "github.com/argoproj/argo-cd/v3/util/argo/diff"
	"github.com/argoproj/argo-cd/v3/util/argo/normalizers"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

func observe(target, live *unstructured.Unstructured, ignores []argocd.ResourceIgnoreDifferences) (Observation, error) {
	observation := Observation{
		Kind:    target.GetKind(),
		Name:    target.GetName(),
		Hidden:  []string{},
		Git:     target.Object,
		Written: live.DeepCopy().Object,
	}
	if err := apply(target, live); err != nil {
		return observation, err
	}
	var err error
	if observation.Differs, err = differs(target, live, nil); err != nil {
		return observation, err
	}
	if observation.DiffersIgnoring, err = differs(target, live, ignores); err != nil {
		return observation, err
	}
	for name, change := range changes {
		changed := live.DeepCopy()
		if !change(changed) {
			continue
		}
		seen, err := differs(target, changed, ignores)
		if err != nil {
			return observation, err
		}
		if !seen {
			observation.Hidden = append(observation.Hidden, name)
		}
	}
	sort.Strings(observation.Hidden)
	return observation, nil
}

// apply leaves the trace of a client-side apply, from which Argo CD knows what was in git before.
func apply(target, live *unstructured.Unstructured) error {
	text, err := json.Marshal(target)
	if err != nil {
		return err
	}
	annotations := live.GetAnnotations()
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[lastApplied] = string(text)
	live.SetAnnotations(annotations)
	return nil
}

func differs(target, live *unstructured.Unstructured, ignores []argocd.ResourceIgnoreDifferences) (bool, error) {
	config, err := argodiff.NewDiffConfigBuilder().
		WithDiffSettings(ignores, map[string]argocd.ResourceOverride{}, false, normalizers.IgnoreNormalizerOpts{}).
		WithTracking("", "").
		WithNoCache().
		Build()
	if err != nil {
		return false, err
	}
	result, err := argodiff.StateDiff(live, target, config)
	if err != nil {
		return false, fmt.Errorf("%s/%s: %w", target.GetKind(), target.GetName(), err)
	}
	return result.Modified, nil
}

// changes are what somebody else could do to a field that is in git. Each says whether an object has one. What is in the cluster alone
// Argo CD does not compare.
var changes = map[string]func(*unstructured.Unstructured) bool{
	"a label of the selector":          set("v2", "spec", "selector", "app.kubernetes.io/name"),
	"the image of a Deployment":        setInLast("containers", set("other:1", "image"), "spec", "template", "spec"),
	"the hosts":                        set([]any{"other.example"}, "spec", "hosts"),
	"the destination of an HTTP route": setInLast("http", setInLast("route", set("other", "destination", "host")), "spec"),
	"the destination of a TCP route":   setInLast("tcp", setInLast("route", set("other", "destination", "host")), "spec"),
	"the name of a route":              setInLast("http", set("other", "name"), "spec"),
	"the name of a subset":             setInLast("subsets", set("other", "name"), "spec"),
}

type change = func(*unstructured.Unstructured) bool

func set(value any, path ...string) change {
	return func(object *unstructured.Unstructured) bool {
		if _, found, _ := unstructured.NestedFieldNoCopy(object.Object, path...); !found {
			return false
		}
		return unstructured.SetNestedField(object.Object, value, path...) == nil
	}
}

// setInLast changes the last item of a list, which was in git: what the controller adds comes before it.
func setInLast(list string, change change, path ...string) change {
	return func(object *unstructured.Unstructured) bool {
		path := append(append([]string{}, path...), list)
		items, found, err := unstructured.NestedSlice(object.Object, path...)
		if !found || err != nil || len(items) == 0 {
			return false
		}
		last := &unstructured.Unstructured{Object: items[len(items)-1].(map[string]any)}
		return change(last) && unstructured.SetNestedSlice(object.Object, items, path...) == nil
	}
}
