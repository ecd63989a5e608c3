package main

import (
	"context"
	"fmt"
	"io/fs"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// customResource is what the API server makes of one version of a CRD.
type customResource struct {
	schema     *structural.Structural
	strategy   createStrategy
	namespaced bool
}

type createStrategy interface {
	PrepareForCreate(ctx context.Context, obj runtime.Object)
	Validate(ctx context.Context, obj runtime.Object) field.ErrorList
}

type customResources map[schema.GroupVersionKind]customResource

// loadCustomResources reads the CRDs of a release.
func loadCustomResources(release fs.FS) (customResources, error) {
	files, err := fs.Glob(release, "manifests/crds/*-crd.yaml")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("the release has no CRDs: %v", err)
	}
	resources := customResources{}
	for _, file := range files {
		content, err := fs.ReadFile(release, file)
		if err != nil {
			return nil, err
		}
		if err := resources.add(content); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return resources, nil
}

func (r customResources) add(content []byte) error {
	o, err := parseObject(content)
	if err != nil {
		return err
	}
	definition, err := decodeDefinition(o)
	if err != nil {
		return err
	}
	for _, version := range definition.Spec.Versions {
		if !version.Served {
			continue
		}
		gvk := schema.GroupVersionKind{Group: definition.Spec.Group, Version: version.Name, Kind: definition.Spec.Names.Kind}
		if r[gvk], err = newCustomResource(definition, gvk); err != nil {
			return err
		}
	}
	return nil
}

func newCustomResource(definition *apiextensions.CustomResourceDefinition, gvk schema.GroupVersionKind) (customResource, error) {
	props, err := apiextensions.GetSchemaForVersion(definition, gvk.Version)
	if err != nil {
		return customResource{}, err
	}
	structuralSchema, err := structural.NewStructural(props.OpenAPIV3Schema)
	if err != nil {
		return customResource{}, err
	}
	validator, _, err := validation.NewSchemaValidator(props.OpenAPIV3Schema)
	if err != nil {
		return customResource{}, err
	}
	subresources, err := apiextensions.GetSubresourcesForVersion(definition, gvk.Version)
	if err != nil {
		return customResource{}, err
	}
	if subresources == nil {
		subresources = &apiextensions.CustomResourceSubresources{}
	}
	namespaced := definition.Spec.Scope == apiextensions.NamespaceScoped
	strategy := customresource.NewStrategy(nil, namespaced, gvk, validator, nil, structuralSchema, subresources.Status, subresources.Scale, nil)
	return customResource{structuralSchema, strategy, namespaced}, nil
}
