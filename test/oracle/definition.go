package main

import (
	"context"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var crdGroupKind = schema.GroupKind{Group: apiextensionsv1.GroupName, Kind: "CustomResourceDefinition"}

// decodeDefinition gives a CRD, with defaults, in the form that the API server works on.
func decodeDefinition(o *object) (*apiextensions.CustomResourceDefinition, error) {
	versioned, err := decode[apiextensionsv1.CustomResourceDefinition](o)
	if err != nil {
		return nil, err
	}
	scheme.Default(versioned)
	internal := &apiextensions.CustomResourceDefinition{}
	return internal, scheme.Convert(versioned, internal, nil)
}

func validateDefinition(o *object) []error {
	definition, err := decodeDefinition(o)
	if err != nil {
		return []error{err}
	}
	// The API server records this itself on create; its validation requires it.
	for _, version := range definition.Spec.Versions {
		if version.Storage {
			definition.Status.StoredVersions = []string{version.Name}
		}
	}
	return listOf(validation.ValidateCustomResourceDefinition(context.Background(), definition))
}
