package main

import (
	"context"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/alb"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/apisix"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/appmesh"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/istio"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/traefik"
	apisixutil "github.com/argoproj/argo-rollouts/utils/apisix"
	appmeshutil "github.com/argoproj/argo-rollouts/utils/appmesh"
	"github.com/argoproj/argo-rollouts/utils/defaults"
	istioutil "github.com/argoproj/argo-rollouts/utils/istio"
	"github.com/argoproj/argo-rollouts/utils/record"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	dynamicfake "k8s.io/client-go/dynamic/fake"
)

// router is a reconciler of the controller, as far as it writes.
type router interface {
	UpdateHash(canaryHash, stableHash string, additionalDestinations ...v1alpha1.WeightDestination) error
	SetWeight(desiredWeight int32, additionalDestinations ...v1alpha1.WeightDestination) error
	SetHeaderRoute(headerRouting *v1alpha1.SetHeaderRoute) error
	SetMirrorRoute(setMirrorRoute *v1alpha1.SetMirrorRoute) error
}

// route lets the controller's own code write to the objects of all routers. Those of Ambassador and SMI make objects alone.
func route(rollout *v1alpha1.Rollout, live []*unstructured.Unstructured) error {
	defaults.SetIstioAPIVersion("v1")
	kinds := map[schema.GroupVersionResource]string{
		istioutil.GetIstioVirtualServiceGVR():     "VirtualServiceList",
		istioutil.GetIstioDestinationRuleGVR():    "DestinationRuleList",
		traefik.GetMappingGVR():                   "TraefikServiceList",
		apisixutil.GetMappingGVR():                "ApisixRouteList",
		appmeshutil.GetAppMeshVirtualServiceGVR(): "VirtualServiceList",
		appmeshutil.GetAppMeshVirtualRouterGVR():  "VirtualRouterList",
		appmeshutil.GetAppMeshVirtualNodeGVR():    "VirtualNodeList",
	}
	objects := []runtime.Object{}
	for _, object := range live {
		if _, found := resourceOf(object, kinds); found {
			objects = append(objects, object)
		}
	}
	client := dynamicfake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(), kinds, objects...)
	routers, err := routersOf(rollout, client, live)
	if err != nil {
		return err
	}
	for _, router := range routers {
		if err := steps(rollout, router); err != nil {
			return err
		}
	}
	for _, object := range live {
		resource, found := resourceOf(object, kinds)
		if !found {
			continue
		}
		written, err := client.Resource(resource).Namespace(object.GetNamespace()).Get(context.Background(), object.GetName(), metav1.GetOptions{})
		if err != nil {
			return err
		}
		object.Object = written.Object
	}
	return nil
}

func resourceOf(object *unstructured.Unstructured, kinds map[schema.GroupVersionResource]string) (schema.GroupVersionResource, bool) {
	for resource, list := range kinds {
		if resource.GroupVersion() == object.GroupVersionKind().GroupVersion() && object.GetKind()+"List" == list {
			return resource, true
		}
	}
	return schema.GroupVersionResource{}, false
}

func routersOf(rollout *v1alpha1.Rollout, client dynamic.Interface, live []*unstructured.Unstructured) ([]router, error) {
	routing := rollout.Spec.Strategy.Canary.TrafficRouting
	recorder := record.NewFakeEventRecorder()
	routers := []router{}
	if routing.Istio != nil {
		routers = append(routers, istio.NewReconciler(rollout, client, recorder, nil, nil, nil))
	}
	if routing.ALB != nil {
		reconciler, err := alb.NewReconciler(alb.ReconcilerConfig{Rollout: rollout, Recorder: recorder, IngressWrapper: ingresses(live)})
		if err != nil {
			return nil, err
		}
		routers = append(routers, reconciler)
	}
	if routing.Traefik != nil {
		objects := traefik.NewDynamicClient(client, rollout.Namespace)
		routers = append(routers, traefik.NewReconciler(&traefik.ReconcilerConfig{Rollout: rollout, Client: objects, Recorder: recorder}))
	}
	if routing.Apisix != nil {
		objects := apisixutil.NewDynamicClient(client, rollout.Namespace)
		routers = append(routers, apisix.NewReconciler(&apisix.ReconcilerConfig{Rollout: rollout, Client: objects, Recorder: recorder}))
	}
	if routing.AppMesh != nil {
		routers = append(routers, appmesh.NewReconciler(appmesh.ReconcilerConfig{Rollout: rollout, Client: client, Recorder: recorder}))
	}
	return routers, nil
}

func steps(rollout *v1alpha1.Rollout, router router) error {
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
	if err := router.UpdateHash(canaryHash, stableHash, experiments...); err != nil {
		return err
	}
	if err := router.SetWeight(weight, experiments...); err != nil {
		return err
	}
	for _, step := range rollout.Spec.Strategy.Canary.Steps {
		if step.SetHeaderRoute != nil {
			if err := router.SetHeaderRoute(step.SetHeaderRoute); err != nil {
				return err
			}
		}
		if step.SetMirrorRoute != nil {
			if err := router.SetMirrorRoute(step.SetMirrorRoute); err != nil {
				return err
			}
		}
	}
	return nil
}
