package main

import (
	"reflect"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

const (
	canaryHash = "789abc"
	stableHash = "123def"
	weight     = 30
)

// release makes of manifests what they are in the cluster in the middle of a release.
func release(git []*unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
	live := make([]*unstructured.Unstructured, 0, len(git))
	for _, object := range git {
		live = append(live, object.DeepCopy())
	}
	for _, object := range git {
		if object.GetKind() != "Rollout" {
			continue
		}
		rollout := &v1alpha1.Rollout{}
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Object, rollout); err != nil {
			return nil, err
		}
		if err := releaseOne(rollout, live); err != nil {
			return nil, err
		}
	}
	return live, nil
}

func releaseOne(rollout *v1alpha1.Rollout, live []*unstructured.Unstructured) error {
	for _, object := range live {
		switch {
		case object.GetKind() == "Service" && contains(services(rollout), object.GetName()):
			// as the patch of the controller does, which is no function that can be called
			if err := unstructured.SetNestedField(object.Object, canaryHash, "spec", "selector", v1alpha1.DefaultRolloutUniqueLabelKey); err != nil {
				return err
			}
		case object.GetKind() == "Deployment" && scalesDown(rollout, object.GetName()):
			if err := unstructured.SetNestedField(object.Object, int64(0), "spec", "replicas"); err != nil {
				return err
			}
		}
	}
	canary := rollout.Spec.Strategy.Canary
	if canary == nil || canary.TrafficRouting == nil {
		return nil
	}
	if err := routeWithPlugins(rollout, live); err != nil {
		return err
	}
	return route(rollout, live)
}

func services(rollout *v1alpha1.Rollout) []string {
	names := []string{}
	if blueGreen := rollout.Spec.Strategy.BlueGreen; blueGreen != nil {
		names = append(names, blueGreen.ActiveService, blueGreen.PreviewService)
	}
	if canary := rollout.Spec.Strategy.Canary; canary != nil {
		names = append(names, canary.StableService, canary.CanaryService)
		if canary.PingPong != nil {
			names = append(names, canary.PingPong.PingService, canary.PingPong.PongService)
		}
	}
	return names
}

func contains(names []string, wanted string) bool {
	for _, name := range names {
		if name == wanted {
			return true
		}
	}
	return false
}

func scalesDown(rollout *v1alpha1.Rollout, name string) bool {
	workload := rollout.Spec.WorkloadRef
	return workload != nil && workload.Name == name && workload.ScaleDown != "" && workload.ScaleDown != v1alpha1.ScaleDownNever
}

func sameInGit(git, live *unstructured.Unstructured) bool {
	for name, value := range git.GetAnnotations() {
		if live.GetAnnotations()[name] != value {
			return false
		}
	}
	return reflect.DeepEqual(git.Object["spec"], live.Object["spec"])
}
