package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/aws/jsii-runtime-go"
	rollouts "github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts-go/cdk8sargorollouts"
)

// ownRegistry is a rule: pods run images of one registry, and of no other.
type ownRegistry struct {
	registry string
}

func (o *ownRegistry) Id() *string                 { return jsii.String("acme.own-registry") }
func (o *ownRegistry) Severity() rollouts.Severity { return rollouts.Severity_ERROR }
func (o *ownRegistry) Kinds() *[]*string           { return jsii.Strings("Rollout") }
func (o *ownRegistry) Why() *string {
	return jsii.String("nobody has scanned the images of other registries")
}

// The part of a Rollout that the rule reads.
type rollout struct {
	Spec struct {
		Template struct {
			Spec struct {
				Containers []struct{ Image string }
			}
		}
	}
}

func (o *ownRegistry) Check(manifest *map[string]interface{}, bundle rollouts.IBundle) *[]*rollouts.Violation {
	var read rollout
	text, err := json.Marshal(manifest)
	if err == nil {
		err = json.Unmarshal(text, &read)
	}
	if err != nil {
		panic(err)
	}
	violations := []*rollouts.Violation{}
	for index, container := range read.Spec.Template.Spec.Containers {
		if !strings.HasPrefix(container.Image, o.registry+"/") {
			violations = append(violations, &rollouts.Violation{
				Pointer: jsii.String(fmt.Sprintf("/spec/template/spec/containers/%d/image", index)),
				Message: jsii.String(fmt.Sprintf("an image comes from %s, got %q", o.registry, container.Image)),
			})
		}
	}
	return &violations
}
