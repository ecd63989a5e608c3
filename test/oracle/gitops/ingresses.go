package main

import (
	"context"
	"encoding/json"
	"fmt"

	ingressutil "github.com/argoproj/argo-rollouts/utils/ingress"
	jsonpatch "github.com/evanphx/json-patch/v5"
	networking "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
)

// ingresses are those in the cluster, as the code for load balancers of AWS reads and patches them.
type ingresses []*unstructured.Unstructured

func (all ingresses) find(namespace, name string) (*unstructured.Unstructured, error) {
	for _, object := range all {
		if object.GetKind() == "Ingress" && object.GetNamespace() == namespace && object.GetName() == name {
			return object, nil
		}
	}
	return nil, fmt.Errorf("there is no Ingress %s/%s", namespace, name)
}

func (all ingresses) GetCached(namespace, name string) (*ingressutil.Ingress, error) {
	object, err := all.find(namespace, name)
	if err != nil {
		return nil, err
	}
	ingress := &networking.Ingress{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Object, ingress); err != nil {
		return nil, err
	}
	return ingressutil.NewIngress(ingress), nil
}

func (all ingresses) Patch(_ context.Context, namespace, name string, _ types.PatchType, data []byte, _ metav1.PatchOptions, _ ...string) (*ingressutil.Ingress, error) {
	object, err := all.find(namespace, name)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	patched, err := jsonpatch.MergePatch(text, data)
	if err != nil {
		return nil, err
	}
	if err := object.UnmarshalJSON(patched); err != nil {
		return nil, err
	}
	return all.GetCached(namespace, name)
}
