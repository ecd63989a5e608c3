package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// fallbackNamespace stands for the namespace that a manifest leaves to whoever applies it.
const fallbackNamespace = "default"

// object is one manifest, as written and as data.
type object struct {
	*unstructured.Unstructured
	source []byte
}

// bundle is what is deployed together.
type bundle []*object

func parseBundle(content []byte) (bundle, []error) {
	var objects bundle
	var broken []error
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for index := 0; ; index++ {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return objects, broken
		}
		if err != nil {
			return objects, append(broken, err)
		}
		o, err := parseObject(document)
		switch {
		case err != nil:
			broken = append(broken, fmt.Errorf("document %d: %w", index, err))
		case o != nil:
			objects = append(objects, o)
		}
	}
}

// parseObject returns nothing for a document without content.
func parseObject(document []byte) (*object, error) {
	data, err := jsonOf(document)
	if err != nil {
		return nil, err
	}
	if string(data) == "null" {
		return nil, nil
	}
	content := &unstructured.Unstructured{}
	if err := content.UnmarshalJSON(data); err != nil {
		return nil, err
	}
	return &object{Unstructured: content, source: document}, nil
}

// jsonOf spares JSON the reading as YAML, which takes most of the time of a verdict.
func jsonOf(document []byte) ([]byte, error) {
	if json.Valid(document) {
		return document, nil
	}
	return yaml.YAMLToJSON(document)
}

func (o *object) is(gk schema.GroupKind) bool {
	return o.GroupVersionKind().GroupKind() == gk
}

// decode gives the object as one of the controller's types, the lenient way in which its informers read objects.
func decode[T any](o *object) (*T, error) {
	data, err := json.Marshal(o.Object)
	if err != nil {
		return nil, err
	}
	into := new(T)
	return into, json.Unmarshal(data, into)
}

// view is a bundle as one of its objects sees it. Where a namespace is not written, any namespace matches.
type view struct {
	bundle       bundle
	namespace    string
	anyNamespace bool
}

func (b bundle) seenFrom(o *object) view {
	if o.GetNamespace() == "" {
		return view{bundle: b, namespace: fallbackNamespace, anyNamespace: true}
	}
	return view{bundle: b, namespace: o.GetNamespace()}
}

// all lists the objects of a kind that can be in a namespace.
func (v view) all(gk schema.GroupKind, namespace string) []*object {
	var found []*object
	for _, o := range v.bundle {
		anywhere := o.GetNamespace() == "" || (v.anyNamespace && namespace == v.namespace)
		if o.is(gk) && (anywhere || o.GetNamespace() == namespace) {
			found = append(found, o)
		}
	}
	return found
}

// find returns nil when there is no such object.
func (v view) find(gk schema.GroupKind, namespace, name string) *object {
	for _, o := range v.all(gk, namespace) {
		if o.GetName() == name {
			return o
		}
	}
	return nil
}
