package main

import (
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/analysis"
	"github.com/argoproj/argo-rollouts/utils/evaluate"
)

// analyzeRunSpec does what the controller does before the first measurement, then asks the metrics' providers.
func analyzeRunSpec(spec v1alpha1.AnalysisRunSpec) []error {
	metrics, err := resolveMetrics(spec)
	if err != nil {
		return []error{err}
	}
	if err := analysis.ValidateMetrics(metrics); err != nil {
		return []error{err}
	}
	var errs []error
	if _, err := analysis.GetDryRunMetrics(spec.DryRun, metrics); err != nil {
		errs = append(errs, err)
	}
	if _, err := analysis.GetMeasurementRetentionMetrics(spec.MeasurementRetention, metrics); err != nil {
		errs = append(errs, err)
	}
	for _, metric := range metrics {
		if err := measure(metric); err != nil {
			errs = append(errs, fmt.Errorf("metric %q: %w", metric.Name, err))
		}
	}
	return errs
}

// resolveMetrics puts the arguments' values in. Secrets are read in the cluster only.
func resolveMetrics(spec v1alpha1.AnalysisRunSpec) ([]v1alpha1.Metric, error) {
	args := make([]v1alpha1.Argument, len(spec.Args))
	for i, arg := range spec.Args {
		if arg.ValueFrom != nil && arg.ValueFrom.SecretKeyRef != nil {
			value := placeholder
			arg = v1alpha1.Argument{Name: arg.Name, Value: &value}
		}
		args[i] = arg
	}
	var resolved []v1alpha1.Metric
	for _, metric := range spec.Metrics {
		metric, err := analysis.ResolveMetricArgs(metric, args)
		if err != nil {
			return nil, err
		}
		resolved = append(resolved, *metric)
	}
	return resolved, nil
}

func measure(metric v1alpha1.Metric) error {
	switch {
	case metric.Provider.Prometheus != nil:
		return measurePrometheus(metric)
	case metric.Provider.Web != nil:
		return prepareWeb(metric)
	}
	return compileConditions(metric)
}

// results are examples of what the providers hand to a condition.
var results = []any{0.0, true, "", []float64{0}, map[string]any{}, []map[string]any{{}}}

// compileConditions objects to a condition that compiles against no kind of result. Its parts are never evaluated:
// the result's contents are not known here.
func compileConditions(metric v1alpha1.Metric) error {
	for field, condition := range map[string]string{"successCondition": metric.SuccessCondition, "failureCondition": metric.FailureCondition} {
		if condition == "" {
			continue
		}
		var err error
		for _, result := range results {
			if _, err = evaluate.EvalCondition(result, "true || ("+condition+"\n)"); err == nil {
				break
			}
		}
		if err != nil {
			return fmt.Errorf("%s %q: %w", field, condition, err)
		}
	}
	return nil
}
