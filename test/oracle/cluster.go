package main

import (
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/fake"
	clienttesting "k8s.io/client-go/testing"

	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/ambassador"
	"github.com/argoproj/argo-rollouts/utils/appmesh"
	"github.com/argoproj/argo-rollouts/utils/istio"
)

// kindOf names the kind behind each resource that the controller reads through its dynamic client.
var kindOf = map[schema.GroupVersionResource]string{
	{Version: "v1", Resource: "podtemplates"}:               "PodTemplate",
	{Group: "apps", Version: "v1", Resource: "deployments"}: "Deployment",
	{Group: "apps", Version: "v1", Resource: "replicasets"}: "ReplicaSet",
	istio.GetIstioVirtualServiceGVR():                       "VirtualService",
	ambassador.GetMappingGVR():                              "Mapping",
	appmesh.GetAppMeshVirtualServiceGVR():                   "VirtualService",
	appmesh.GetAppMeshVirtualRouterGVR():                    "VirtualRouter",
}

// dynamicClient is a client to a cluster in which the bundle, and nothing else, has been applied.
func (v view) dynamicClient() dynamic.Interface {
	listKinds := map[schema.GroupVersionResource]string{}
	for gvr, kind := range kindOf {
		listKinds[gvr] = kind + "List"
	}
	client := fake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(), listKinds)
	client.PrependReactor("get", "*", func(action clienttesting.Action) (bool, runtime.Object, error) {
		get := action.(clienttesting.GetAction)
		gvr := get.GetResource()
		o := v.find(schema.GroupKind{Group: gvr.Group, Kind: kindOf[gvr]}, get.GetNamespace(), get.GetName())
		if o == nil {
			return true, nil, errors.NewNotFound(gvr.GroupResource(), get.GetName())
		}
		return true, placedIn(get.GetNamespace(), o), nil
	})
	client.PrependReactor("list", "*", func(action clienttesting.Action) (bool, runtime.Object, error) {
		gvr, namespace := action.GetResource(), action.GetNamespace()
		list := &unstructured.UnstructuredList{}
		for _, o := range v.all(schema.GroupKind{Group: gvr.Group, Kind: kindOf[gvr]}, namespace) {
			list.Items = append(list.Items, *placedIn(namespace, o))
		}
		return true, list, nil
	})
	return client
}

func placedIn(namespace string, o *object) *unstructured.Unstructured {
	placed := o.DeepCopy()
	placed.SetNamespace(namespace)
	return placed
}
