package main

import (
	"context"
	"reflect"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/istio"
	"github.com/argoproj/argo-rollouts/utils/defaults"
	istioutil "github.com/argoproj/argo-rollouts/utils/istio"
	"github.com/argoproj/argo-rollouts/utils/record"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	dynamicfake "k8s.io/client-go/dynamic/fake"
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
	if canary.TrafficRouting.Istio == nil {
		return nil
	}
	return routeWithIstio(rollout, live)
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

// routeWithIstio lets the controller's own code write the routes and subsets.
func routeWithIstio(rollout *v1alpha1.Rollout, live []*unstructured.Unstructured) error {
	defaults.SetIstioAPIVersion("v1")
	kinds := map[schema.GroupVersionResource]string{
		istioutil.GetIstioVirtualServiceGVR():  "VirtualServiceList",
		istioutil.GetIstioDestinationRuleGVR(): "DestinationRuleList",
	}
	objects := []runtime.Object{}
	for _, object := range live {
		if object.GetKind() == "VirtualService" || object.GetKind() == "DestinationRule" {
			objects = append(objects, object)
		}
	}
	client := dynamicfake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(), kinds, objects...)
	reconciler := istio.NewReconciler(rollout, client, record.NewFakeEventRecorder(), nil, nil, nil)
	if err := steps(rollout, reconciler); err != nil {
		return err
	}
	for _, object := range live {
		for resource, list := range kinds {
			if object.GetKind()+"List" != list {
				continue
			}
			written, err := client.Resource(resource).Namespace(object.GetNamespace()).Get(context.Background(), object.GetName(), metav1.GetOptions{})
			if err != nil {
				return err
			}
			object.Object = written.Object
		}
	}
	return nil
}

func steps(rollout *v1alpha1.Rollout, reconciler *istio.Reconciler) error {
	experiments := []v1alpha1.WeightDestination{}
	for _, step := range rollout.Spec.Strategy.Canary.Steps {
		if step.Experiment == nil {
			continue
		}
		for _, template := range step.Experiment.Templates {
			if template.Weight != nil {
				experiments = append(experiments, v1alpha1.WeightDestination{ServiceName: template.Name, PodTemplateHash: canaryHash, Weight: *template.Weight})
			}
		}
	}
	if err := reconciler.UpdateHash(canaryHash, stableHash, experiments...); err != nil {
		return err
	}
	if err := reconciler.SetWeight(weight, experiments...); err != nil {
		return err
	}
	for _, step := range rollout.Spec.Strategy.Canary.Steps {
		if step.SetHeaderRoute != nil {
			if err := reconciler.SetHeaderRoute(step.SetHeaderRoute); err != nil {
				return err
			}
		}
		if step.SetMirrorRoute != nil {
			if err := reconciler.SetMirrorRoute(step.SetMirrorRoute); err != nil {
				return err
			}
		}
	}
	return nil
}

func sameSpec(one, other *unstructured.Unstructured) bool {
	return reflect.DeepEqual(one.Object["spec"], other.Object["spec"])
}
