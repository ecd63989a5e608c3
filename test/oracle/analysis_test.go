package main

import (
	"testing"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
)

func TestAnalysisRejects(t *testing.T) {
	rejects(t, "canary.yaml", []edit{
		{"duration in a template", "interval: 30s", "interval: 30sec", stageAnalysis, "invalid interval string"},
		{"duration through an argument", "value: 1m", "value: 1min", stageAnalysis, "invalid interval string"},
		{"limits", "failureCondition: result[0]", "failureLimit: 4\n      failureCondition: result[0]", stageAnalysis, "must be >= failureLimit"},
		{"two providers", "datadog:", "newRelic: {query: q}\n        datadog:", stageAnalysis, "multiple providers"},
		{"tag without argument", "{{args.hash}}", "{{args.sha}}", stageAnalysis, "failed to resolve {{args.sha}}"},
		{"same metric twice", "name: queue\n      successCondition", "name: latency\n      successCondition", stageAnalysis, "two metrics have the same name"},
		{"dry run of nothing", "metricName: error.*", "metricName: success", stageAnalysis, "Rule didn't match any metric"},
		{"dry run that is no expression", "metricName: error.*", `metricName: "*"`, stageAnalysis, "Rule didn't match any metric"},
		{"dry run twice", "startingStep: 1", "dryRun: [{metricName: error.*}]", stageAnalysis, "two Dry-Run metric rules"},
		{"path into the Rollout", "metadata.namespace", "spec.unknown", stageAnalysis, "invalid path spec.unknown"},
		{"fieldRef of a template", "secretKeyRef:\n          name: web\n          key: token", "fieldRef: {fieldPath: metadata.name}", stageAnalysis, `"token" was not supplied`},
		{"no templates", "templates:\n          - templateName: errors", "templates: []", stageAnalysis, "no AnalysisRun is ever created"},
		{"syntax of a condition", "result < 10", "result <", stageAnalysis, "successCondition"},
		{"unknown name in a condition", "result < 10", "results < 10", stageAnalysis, "unknown name results"},
		{"condition without a verdict", "result < 10", "1 + 1", stageAnalysis, "mismatched types bool and int"},
		{"condition against no result of Prometheus", "result[0] > 0.5", `result.value == "x"`, stageAnalysis, "could not evaluate failureCondition"},
		{"address of Prometheus", "http://prometheus.example:9090", "prometheus.example", stageAnalysis, "address is not is url format"},
		{"path into a web answer", "{$.data}", "{$.data", stageAnalysis, "unclosed action"},
	})
}

func TestExperimentRejects(t *testing.T) {
	rejects(t, "canary.yaml", []edit{
		{"pods of a step", "specRef: canary", "specRef: latest", stageExperiment, "must be canary or stable"},
		{"template of a step not found", "analyses:\n              - name: trial\n                templateName: errors", "analyses:\n              - name: trial\n                templateName: faults", stageExperiment, "'faults' not found"},
		{"argument of a step missing", "name: service\n                    value", "name: svc\n                    value", stageExperiment, "args.service was not resolved"},
		{"tag of a step", "templates.trial.pod", "templates.other.pod", stageExperiment, "failed to resolve"},
	})
	rejects(t, "experiment.yaml", []edit{
		{"same template twice", "  analyses:", "    - name: baseline\n      selector: {matchLabels: {app: a}}\n      template: {spec: {containers: []}}\n  analyses:", stageExperiment, "has repeated template name"},
		{"template not found", "templateName: compare", "templateName: contrast", stageExperiment, "'contrast' not found"},
		{"time", "end: now()", "end: today", stageExperiment, "rangeQuery.end"},
		{"step", "step: 1m", "step: 1", stageAnalysis, "rangeQuery.step"},
		{"metrics of a run", "name: ready\n", "name: ready\n      count: 2\n", stageAnalysis, "interval must be specified"},
		{"condition of a run", "result.ready", "result.ready ==", stageAnalysis, "successCondition"},
	})
}

func TestConditionsCompile(t *testing.T) {
	for condition, want := range map[string]bool{
		"result == true":                      true,
		"result.data.count >= 5 // enough":    true,
		"all(result, {# < 0.5})":              true,
		"isNaN(result) || result < 0.5":       true,
		"default(result, 0) < 0.05":           true,
		"result[0].Values[0] < 1":             true,
		"asInt(result) > 3":                   true,
		"len(filter(result, {#.v > 1})) == 0": true,
		"let limit = 5; result.count < limit": true,
		"asint(result) > 3":                   false,
		"result > 1 &&":                       false,
		`"high"`:                              false,
		"len(result, 2) > 1":                  false,
	} {
		err := compileConditions(v1alpha1.Metric{SuccessCondition: condition})
		if (err == nil) != want {
			t.Errorf("%s: %v", condition, err)
		}
	}
}

func TestPanicIsAFinding(t *testing.T) {
	o, err := parseObject([]byte("{apiVersion: v1, kind: Secret, metadata: {name: a}}"))
	if err != nil {
		t.Fatal(err)
	}
	report := FileReport{Judged: map[string]int{}}
	report.examine(stageStrict, o, func() []error { panic("no") })
	if len(report.Findings) != 1 || report.Findings[0].Message != "panic: no" {
		t.Error(report.Findings)
	}
}
