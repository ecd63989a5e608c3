package main

import (
	"errors"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// The stages of the judgement, named in findings and counts.
const (
	stageStrict        = "strict"
	stageSchema        = "schema"
	stageMetadata      = "metadata"
	stageRollout       = "rollout"
	stageAnalysis      = "analysis"
	stageExperiment    = "experiment"
	stageNotifications = "notifications"
)

// noPath is how the API machinery writes the path of the whole object.
var noPath = (*field.Path)(nil).String()

// Report is the verdict on all files.
type Report struct {
	Files []FileReport `json:"files"`
}

// FileReport is the verdict on one file: the objects that are deployed together.
type FileReport struct {
	File      string         `json:"file"`
	Objects   int            `json:"objects"`
	Judged    map[string]int `json:"judged"`
	NotJudged []Skipped      `json:"notJudged"`
	Findings  []Finding      `json:"findings"`
}

// Finding is one objection.
type Finding struct {
	Stage     string `json:"stage"`
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
	Path      string `json:"path"`
	Message   string `json:"message"`
}

// Skipped is an object that no stage can decode.
type Skipped struct {
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// examine runs one check of one object. A panic in the code under whose judgement we are is an objection too.
func (r *FileReport) examine(stage string, o *object, check func() []error) {
	r.Judged[stage]++
	defer func() {
		if cause := recover(); cause != nil {
			r.object(stage, o, fmt.Errorf("panic: %v", cause))
		}
	}()
	for _, err := range check() {
		r.object(stage, o, err)
	}
}

func (r *FileReport) object(stage string, o *object, err error) {
	r.add(Finding{Stage: stage, Kind: o.GetKind(), Name: o.GetName(), Namespace: o.GetNamespace()}, err)
}

func (r *FileReport) add(finding Finding, err error) {
	finding.Message = err.Error()
	var fieldErr *field.Error
	if errors.As(err, &fieldErr) {
		finding.Path = strings.TrimPrefix(fieldErr.Field, noPath)
		finding.Message = fieldErr.ErrorBody()
	}
	r.Findings = append(r.Findings, finding)
}

func listOf(errs field.ErrorList) []error {
	list := make([]error, 0, len(errs))
	for _, err := range errs {
		list = append(list, err)
	}
	return list
}
