package main

import (
	"errors"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/rollout"
	"github.com/argoproj/argo-rollouts/utils/conditions"
	templateutil "github.com/argoproj/argo-rollouts/utils/template"
)

// examineExperimentSteps makes the Experiment of every experiment step, as the controller will, and examines it.
func examineExperimentSteps(ro *v1alpha1.Rollout, v view) []error {
	if ro.Spec.Strategy.Canary == nil {
		return nil
	}
	var errs []error
	for index, step := range ro.Spec.Strategy.Canary.Steps {
		if step.Experiment == nil {
			continue
		}
		for _, err := range examineStep(ro, int32(index), v) {
			path := field.NewPath("spec", "strategy", "canary", "steps").Index(index).Child("experiment")
			errs = append(errs, field.Invalid(path, ro.Name, err.Error()))
		}
	}
	return errs
}

func examineStep(ro *v1alpha1.Rollout, index int32, v view) []error {
	at := ro.DeepCopy()
	at.Status.CurrentStepIndex = &index
	replicaSet := podsOf(ro)
	experiment, err := rollout.GetExperimentFromTemplate(at, replicaSet, replicaSet)
	if err != nil {
		return []error{err}
	}
	return examineSpec(experiment, v)
}

func examineExperiment(o *object, v view) []error {
	experiment, err := decode[v1alpha1.Experiment](o)
	if err != nil {
		return []error{err}
	}
	return examineSpec(experiment, v)
}

func examineSpec(experiment *v1alpha1.Experiment, v view) []error {
	if condition := conditions.VerifyExperimentSpec(experiment, nil); condition != nil {
		return []error{errors.New(condition.Message)}
	}
	var errs []error
	for _, analysis := range experiment.Spec.Analyses {
		for _, err := range examineAnalysis(experiment, analysis, v) {
			errs = append(errs, fmt.Errorf("analysis %q: %w", analysis.Name, err))
		}
	}
	return errs
}

func examineAnalysis(experiment *v1alpha1.Experiment, analysis v1alpha1.ExperimentAnalysisTemplateRef, v view) []error {
	ref := v1alpha1.AnalysisTemplateRef{TemplateName: analysis.TemplateName, ClusterScope: analysis.ClusterScope}
	templates, err := v.templates([]v1alpha1.AnalysisTemplateRef{ref}, field.NewPath("spec", "analyses"), nil)
	if err != nil {
		return []error{err}
	}
	args, err := experimentArgs(experiment, analysis.Args)
	if err != nil {
		return []error{err}
	}
	return analyzeTemplates(templates, args, experiment.Spec.DryRun, experiment.Spec.MeasurementRetention)
}

// experimentArgs resolves references to the experiment's pods and times. Like the controller it keeps values only.
func experimentArgs(experiment *v1alpha1.Experiment, args []v1alpha1.Argument) ([]v1alpha1.Argument, error) {
	running := experiment.DeepCopy()
	now := metav1.Now()
	running.Status.AvailableAt = &now
	replicaSets := map[string]*appsv1.ReplicaSet{}
	for _, template := range experiment.Spec.Templates {
		replicaSets[template.Name] = &appsv1.ReplicaSet{ObjectMeta: metav1.ObjectMeta{
			Name: template.Name, Labels: map[string]string{v1alpha1.DefaultRolloutUniqueLabelKey: placeholder},
		}}
	}
	var resolved []v1alpha1.Argument
	for _, arg := range args {
		value := arg.Value
		if value != nil {
			text, err := templateutil.ResolveExperimentArgsValue(*value, running, replicaSets)
			if err != nil {
				return nil, err
			}
			value = &text
		}
		resolved = append(resolved, v1alpha1.Argument{Name: arg.Name, Value: value})
	}
	return resolved, nil
}
