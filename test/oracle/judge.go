package main

import (
	"fmt"
	"io/fs"
	"os"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
)

// judgeFiles passes a verdict on each file.
func judgeFiles(release fs.FS, files []string) (Report, error) {
	resources, err := loadCustomResources(release)
	if err != nil {
		return Report{}, err
	}
	if err := resources.addOthers(); err != nil {
		return Report{}, err
	}
	report := Report{Files: []FileReport{}}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return Report{}, err
		}
		report.Files = append(report.Files, judge(file, content, resources))
	}
	return report, nil
}

// judge passes a verdict on one bundle.
func judge(file string, content []byte, resources customResources) FileReport {
	report := FileReport{File: file, Judged: map[string]int{}, NotJudged: []Skipped{}, Findings: []Finding{}}
	bundle, broken := parseBundle(content)
	report.Objects = len(bundle)
	for _, err := range broken {
		report.add(Finding{Stage: stageStrict}, err)
	}
	for _, o := range bundle {
		judgeShape(&report, o, resources)
	}
	for _, o := range bundle {
		judgeMeaning(&report, o, bundle)
	}
	return report
}

// judgeShape asks what the API server asks of a single object.
func judgeShape(report *FileReport, o *object, resources customResources) {
	if o.IsList() {
		report.NotJudged = append(report.NotJudged, Skipped{o.GetKind(), o.GetName(), "the items of a List are not judged"})
		return
	}
	if argoCDKinds[o.GroupVersionKind().GroupKind()] {
		report.NotJudged = append(report.NotJudged, Skipped{o.GetKind(), o.GetName(), "it is of Argo CD, whose types are not linked"})
		return
	}
	known := scheme.IsGroupRegistered(o.GroupVersionKind().Group)
	if known {
		report.examine(stageStrict, o, func() []error { return decodeStrictly(o) })
	}
	if known && o.GroupVersionKind().Group != v1alpha1.SchemeGroupVersion.Group && !o.is(crdGroupKind) {
		report.examine(stageMetadata, o, func() []error { return validateMetadata(o) })
	}
	switch {
	case o.is(crdGroupKind):
		report.examine(stageSchema, o, func() []error { return validateDefinition(o) })
	case o.GroupVersionKind().Group == v1alpha1.SchemeGroupVersion.Group || resources.serve(o):
		report.examine(stageSchema, o, func() []error { return resources.validate(o) })
	case !known:
		reason := fmt.Sprintf("no schema of %s is known", o.GroupVersionKind().GroupVersion())
		report.NotJudged = append(report.NotJudged, Skipped{o.GetKind(), o.GetName(), reason})
	}
}

// argoCDKinds share the API group of Argo Rollouts.
var argoCDKinds = map[schema.GroupKind]bool{argoKind("Application"): true, argoKind("ApplicationSet"): true, argoKind("AppProject"): true}

// judgeMeaning asks what the controller asks of an object among the others of its bundle.
func judgeMeaning(report *FileReport, o *object, bundle bundle) {
	view := bundle.seenFrom(o)
	if isNotificationConfig(o) {
		report.examine(stageNotifications, o, func() []error { return examineNotifications(o, view) })
	}
	if o.GroupVersionKind().Group != v1alpha1.SchemeGroupVersion.Group {
		return
	}
	switch o.GetKind() {
	case "Rollout":
		judgeRollout(report, o, view)
		if engines := bundle.enginesFor(); len(engines) > 0 {
			report.examine(stageNotifications, o, func() []error { return examineSubscriptions(o, engines) })
		}
	case "AnalysisTemplate", "ClusterAnalysisTemplate":
		if !bundle.merges(o) {
			report.examine(stageAnalysis, o, func() []error { return analyzeTemplate(o, view, o.GetKind() == "ClusterAnalysisTemplate") })
		}
	case "AnalysisRun":
		report.examine(stageAnalysis, o, func() []error { return analyzeRun(o) })
	case "Experiment":
		report.examine(stageExperiment, o, func() []error { return examineExperiment(o, view) })
	}
}

func argoKind(kind string) schema.GroupKind {
	return schema.GroupKind{Group: v1alpha1.SchemeGroupVersion.Group, Kind: kind}
}
