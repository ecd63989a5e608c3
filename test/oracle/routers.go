package main

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/client-go/tools/cache"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/ambassador"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/appmesh"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/istio"
)

// addRouterResources gathers the objects of Istio, Ambassador and App Mesh. The other routers' objects are not looked
// at before traffic is routed.
func addRouterResources(resources *validation.ReferencedResources, ro *v1alpha1.Rollout, v view, report func(error)) {
	if err := validation.ValidateRolloutVirtualServicesConfig(ro); err != nil {
		report(err)
	} else {
		resources.VirtualServices = istioVirtualServices(ro, v, report)
	}
	routing := trafficRouting(ro)
	path := field.NewPath("spec", "strategy", "canary", "trafficRouting")
	if routing.Ambassador != nil {
		resources.AmbassadorMappings = ambassadorMappings(routing.Ambassador.Mappings, v, path.Child("ambassador", "mappings"), report)
	}
	if routing.AppMesh != nil {
		router, err := appMeshRouter(routing.AppMesh, v)
		if err != nil {
			report(field.Invalid(path.Child("appMesh", "virtualService"), nil, err.Error()))
		} else {
			resources.AppMeshResources = []unstructured.Unstructured{*router}
		}
	}
}

func istioVirtualServices(ro *v1alpha1.Rollout, v view, report func(error)) []unstructured.Unstructured {
	// An informer that was never started makes the controller's lookup go to the client.
	controller := istio.IstioController{IstioControllerConfig: istio.IstioControllerConfig{
		DynamicClientSet:       v.dynamicClient(),
		VirtualServiceInformer: cache.NewSharedIndexInformer(&cache.ListWatch{}, &unstructured.Unstructured{}, 0, cache.Indexers{}),
	}}
	found, err := controller.GetReferencedVirtualServices(ro)
	if err != nil {
		report(err)
		return nil
	}
	return *found
}

func ambassadorMappings(names []string, v view, path *field.Path, report func(error)) []unstructured.Unstructured {
	if len(names) == 0 {
		report(field.Invalid(path, nil, "must provide at least one mapping"))
	}
	var mappings []unstructured.Unstructured
	client := v.dynamicClient().Resource(ambassador.GetMappingGVR()).Namespace(v.namespace)
	for _, name := range names {
		mapping, err := client.Get(context.Background(), name, metav1.GetOptions{})
		if err != nil {
			report(field.Invalid(path, name, err.Error()))
			continue
		}
		mappings = append(mappings, *mapping)
	}
	return mappings
}

func appMeshRouter(routing *v1alpha1.AppMeshTrafficRouting, v view) (*unstructured.Unstructured, error) {
	if routing.VirtualService == nil {
		return nil, fmt.Errorf("must provide a virtual service")
	}
	client := appmesh.NewResourceClient(v.dynamicClient())
	service, err := client.GetVirtualServiceCR(context.Background(), v.namespace, routing.VirtualService.Name)
	if err != nil {
		return nil, err
	}
	return client.GetVirtualRouterCRForVirtualService(context.Background(), service)
}
