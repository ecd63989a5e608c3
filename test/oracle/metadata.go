package main

import (
	"k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/api/validation/path"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/storage/names"
)

// nameFunctions are those of the kinds whose names are no DNS subdomains. A Service is judged as by Kubernetes 1.36.
var nameFunctions = map[schema.GroupKind]validation.ValidateNameFunc{
	{Kind: "Service"}:   validation.NameIsDNSLabel,
	{Kind: "Namespace"}: validation.ValidateNamespaceName,
	{Group: "rbac.authorization.k8s.io", Kind: "Role"}:               validatePathSegment,
	{Group: "rbac.authorization.k8s.io", Kind: "RoleBinding"}:        validatePathSegment,
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRole"}:        validatePathSegment,
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRoleBinding"}: validatePathSegment,
}

func validatePathSegment(name string, prefix bool) []string {
	if prefix {
		return path.IsValidPathSegmentPrefix(name)
	}
	return path.IsValidPathSegmentName(name)
}

// validateMetadata does what the API server does for every kind that it serves by itself. Of our own kinds the schema stage asks it already.
func validateMetadata(o *object) []error {
	meta := o.DeepCopy()
	if meta.GetNamespace() == "" {
		meta.SetNamespace(fallbackNamespace)
	}
	if meta.GetName() == "" && meta.GetGenerateName() != "" {
		meta.SetName(names.SimpleNameGenerator.GenerateName(meta.GetGenerateName()))
	}
	isName, ok := nameFunctions[o.GroupVersionKind().GroupKind()]
	if !ok {
		isName = validation.NameIsDNSSubdomain
	}
	return listOf(validation.ValidateObjectMetaAccessor(meta, true, isName, field.NewPath("metadata")))
}
