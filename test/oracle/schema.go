package main

import (
	"context"
	"errors"
	"fmt"

	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apiserver/pkg/storage/names"
)

// serve says whether there is a CRD for the object.
func (r customResources) serve(o *object) bool {
	_, ok := r[o.GroupVersionKind()]
	return ok
}

// validate does what the API server does on create. A field that it would drop is an objection.
func (r customResources) validate(o *object) []error {
	resource, ok := r[o.GroupVersionKind()]
	if !ok {
		return []error{fmt.Errorf("no CRD serves %s", o.GroupVersionKind())}
	}
	obj := o.DeepCopy()
	if resource.namespaced && obj.GetNamespace() == "" {
		obj.SetNamespace(fallbackNamespace)
	}
	if obj.GetName() == "" && obj.GetGenerateName() != "" {
		obj.SetName(names.SimpleNameGenerator.GenerateName(obj.GetGenerateName()))
	}
	unknown, err := resource.coerce(obj)
	if err != nil {
		return []error{err}
	}
	errs := []error{}
	for _, path := range unknown {
		errs = append(errs, fmt.Errorf("unknown field %q: the API server drops it", path))
	}
	ctx := context.Background()
	resource.strategy.PrepareForCreate(ctx, obj)
	return append(errs, listOf(resource.strategy.Validate(ctx, obj))...)
}

// coerce prunes and fills in defaults, and returns the paths that were pruned. The order is the API server's.
func (r customResource) coerce(obj *unstructured.Unstructured) ([]string, error) {
	meta, _, unknown, err := objectmeta.GetObjectMetaWithOptions(obj.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return nil, err
	}
	options := structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	unknown = append(unknown, pruning.PruneWithOptions(obj.Object, r.schema, true, options)...)
	defaulting.PruneNonNullableNullsWithoutDefaults(obj.Object, r.schema)
	fieldErr, embedded := objectmeta.CoerceWithOptions(nil, obj.Object, r.schema, false, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true})
	if fieldErr != nil {
		return nil, fieldErr
	}
	if meta == nil {
		return nil, errors.New("metadata is missing")
	}
	defaulting.Default(obj.Object, r.schema)
	return append(unknown, embedded...), objectmeta.SetObjectMeta(obj.Object, meta)
}
