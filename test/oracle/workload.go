package main

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	fakediscovery "k8s.io/client-go/discovery/fake"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/client-go/tools/cache"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	argofake "github.com/argoproj/argo-rollouts/pkg/client/clientset/versioned/fake"
	"github.com/argoproj/argo-rollouts/rollout"
)

// servedWorkloads is what a current cluster says it serves of the kinds that a workloadRef can name.
var servedWorkloads = []*metav1.APIResourceList{
	{GroupVersion: "v1", APIResources: []metav1.APIResource{{Name: "podtemplates", Kind: "PodTemplate", Namespaced: true}}},
	{GroupVersion: "apps/v1", APIResources: []metav1.APIResource{
		{Name: "deployments", Kind: "Deployment", Namespaced: true},
		{Name: "replicasets", Kind: "ReplicaSet", Namespaced: true},
	}},
}

// resolveWorkload fills in pod template and selector from the workloadRef, by the controller's own resolver.
func resolveWorkload(ro *v1alpha1.Rollout, v view) error {
	if ro.Spec.WorkloadRef == nil {
		return nil // as the resolver does, but it is not for nothing to make one
	}
	discovery := &fakediscovery.FakeDiscovery{Fake: &clienttesting.Fake{Resources: servedWorkloads}}
	rollouts := cache.NewSharedIndexInformer(&cache.ListWatch{}, &v1alpha1.Rollout{}, 0, cache.Indexers{})
	resolver := rollout.NewInformerBasedWorkloadRefResolver(ro.Namespace, v.dynamicClient(), discovery, argofake.NewSimpleClientset(), rollouts)
	defer resolver.Stop()
	return resolver.Resolve(ro)
}
