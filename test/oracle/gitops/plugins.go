package main

import (
	"encoding/json"
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const (
	gatewayPlugin = "argoproj-labs/gatewayAPI"
	contourPlugin = "argoproj-labs/contour"
	inProgress    = "rollouts.argoproj.io/gatewayapi-canary"
)

// routeWithPlugins writes what the plugins write. They are programs, and their code is no module that can be had, so it is told here once more.
func routeWithPlugins(rollout *v1alpha1.Rollout, live []*unstructured.Unstructured) error {
	plugins := rollout.Spec.Strategy.Canary.TrafficRouting.Plugins
	gateway := struct{ HTTPRoute, GRPCRoute string }{}
	if err := told(plugins[gatewayPlugin], &gateway); err != nil {
		return err
	}
	contour := struct{ HTTPProxies []string }{}
	if err := told(plugins[contourPlugin], &contour); err != nil {
		return err
	}
	for _, object := range live {
		kind, name := object.GetKind(), object.GetName()
		var err error
		switch {
		case kind == "HTTPRoute" && name == gateway.HTTPRoute, kind == "GRPCRoute" && name == gateway.GRPCRoute:
			if err = split(object, rollout, "rules", "backendRefs"); err == nil {
				err = addHeaderRules(object, rollout)
			}
			object.SetLabels(map[string]string{inProgress: "in-progress"})
		case kind == "HTTPProxy" && contains(contour.HTTPProxies, name):
			err = split(object, rollout, "routes", "services")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func told(config json.RawMessage, fields any) error {
	if config == nil {
		return nil
	}
	return json.Unmarshal(config, fields)
}

func split(object *unstructured.Unstructured, rollout *v1alpha1.Rollout, list, backends string) error {
	rules, found, err := unstructured.NestedSlice(object.Object, "spec", list)
	if err != nil || !found {
		return fmt.Errorf("%s %s has no %s: %v", object.GetKind(), object.GetName(), list, err)
	}
	canary := rollout.Spec.Strategy.Canary
	for _, rule := range rules {
		services, _, err := unstructured.NestedSlice(rule.(map[string]any), backends)
		if err != nil {
			return err
		}
		for _, service := range services {
			switch service.(map[string]any)["name"] {
			case canary.CanaryService:
				service.(map[string]any)["weight"] = int64(weight)
			case canary.StableService:
				service.(map[string]any)["weight"] = int64(100 - weight)
			}
		}
		if err := unstructured.SetNestedSlice(rule.(map[string]any), services, backends); err != nil {
			return err
		}
	}
	return unstructured.SetNestedSlice(object.Object, rules, "spec", list)
}

// addHeaderRules adds for each step a copy of each rule, named after the step: the first has its name, and the others a number after it.
func addHeaderRules(object *unstructured.Unstructured, rollout *v1alpha1.Rollout) error {
	rules, _, err := unstructured.NestedSlice(object.Object, "spec", "rules")
	if err != nil {
		return err
	}
	own := rules
	for _, step := range rollout.Spec.Strategy.Canary.Steps {
		if step.SetHeaderRoute == nil {
			continue
		}
		for index := range own {
			name := step.SetHeaderRoute.Name
			if index > 0 {
				name = fmt.Sprintf("%s-%d", name, index)
			}
			rules = append(rules, map[string]any{
				"name":        name,
				"matches":     []any{map[string]any{"headers": []any{map[string]any{"type": "Exact", "name": step.SetHeaderRoute.Match[0].HeaderName, "value": "2"}}}},
				"backendRefs": []any{map[string]any{"group": "", "kind": "Service", "name": rollout.Spec.Strategy.Canary.CanaryService, "port": int64(80), "weight": int64(1)}},
			})
		}
	}
	return unstructured.SetNestedSlice(object.Object, rules, "spec", "rules")
}
