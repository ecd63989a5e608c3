package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	"github.com/argoproj/argo-rollouts/utils/ingress"
)

// referencedResources gathers what a Rollout names. Each thing that cannot be gathered is an error.
func referencedResources(ro *v1alpha1.Rollout, v view) (validation.ReferencedResources, []error) {
	var errs []error
	report := func(err error) {
		if err != nil {
			errs = append(errs, err)
		}
	}
	resources := validation.ReferencedResources{
		ServiceWithType:           referencedServices(ro, v, report),
		AnalysisTemplatesWithType: referencedTemplates(ro, v, report),
	}
	report(validation.ValidateRolloutNginxIngressesConfig(ro))
	report(validation.ValidateRolloutAlbIngressesConfig(ro))
	resources.Ingresses = referencedIngresses(ro, v, report)
	addRouterResources(&resources, ro, v, report)
	return resources, errs
}

func referencedServices(ro *v1alpha1.Rollout, v view, report func(error)) []validation.ServiceWithType {
	var services []validation.ServiceWithType
	for _, named := range namedServices(ro.Spec.Strategy) {
		if named.name == "" {
			continue
		}
		service, err := findTyped[corev1.Service](v, schema.GroupKind{Kind: "Service"}, named.name)
		if err != nil {
			report(field.Invalid(validation.GetServiceWithTypeFieldPath(named.role), named.name, err.Error()))
			continue
		}
		services = append(services, validation.ServiceWithType{Service: service, Type: named.role})
	}
	return services
}

type namedService struct {
	role validation.ServiceType
	name string
}

func namedServices(strategy v1alpha1.RolloutStrategy) []namedService {
	if blueGreen := strategy.BlueGreen; blueGreen != nil {
		return []namedService{{validation.ActiveService, blueGreen.ActiveService}, {validation.PreviewService, blueGreen.PreviewService}}
	}
	canary := strategy.Canary
	services := []namedService{{validation.StableService, canary.StableService}, {validation.CanaryService, canary.CanaryService}}
	if pair := canary.PingPong; pair != nil {
		services = append(services, namedService{validation.PingService, pair.PingService}, namedService{validation.PongService, pair.PongService})
	}
	return services
}

// referencedIngresses looks at the ALB's Ingresses only when both routers are set: so does the controller.
func referencedIngresses(ro *v1alpha1.Rollout, v view, report func(error)) []ingress.Ingress {
	var ingresses []ingress.Ingress
	path, names := namedIngresses(ro)
	for _, name := range names {
		found, err := findTyped[networkingv1.Ingress](v, schema.GroupKind{Group: networkingv1.GroupName, Kind: "Ingress"}, name)
		if err != nil {
			report(field.Invalid(field.NewPath("spec", "strategy", "canary", "trafficRouting", path), name, err.Error()))
			continue
		}
		ingresses = append(ingresses, *ingress.NewIngress(found))
	}
	return ingresses
}

func namedIngresses(ro *v1alpha1.Rollout) (path string, names []string) {
	routing := trafficRouting(ro)
	switch {
	case routing.ALB != nil && ingress.MultipleAlbIngressesConfigured(ro):
		return "alb.ingresses", routing.ALB.Ingresses
	case routing.ALB != nil && ingress.SingleAlbIngressConfigured(ro):
		return "alb.ingress", []string{routing.ALB.Ingress}
	case routing.ALB == nil && routing.Nginx != nil && ingress.MultipleNginxIngressesConfigured(ro):
		return "nginx.stableIngresses", routing.Nginx.StableIngresses
	case routing.ALB == nil && routing.Nginx != nil && ingress.SingleNginxIngressConfigured(ro):
		return "nginx.stableIngress", []string{routing.Nginx.StableIngress}
	}
	return "", nil
}

// trafficRouting is empty, never nil.
func trafficRouting(ro *v1alpha1.Rollout) v1alpha1.RolloutTrafficRouting {
	if canary := ro.Spec.Strategy.Canary; canary != nil && canary.TrafficRouting != nil {
		return *canary.TrafficRouting
	}
	return v1alpha1.RolloutTrafficRouting{}
}

// findTyped finds an object in the view's own namespace.
func findTyped[T any](v view, gk schema.GroupKind, name string) (*T, error) {
	o := v.find(gk, v.namespace, name)
	if o == nil {
		return nil, fmt.Errorf("%s %q not found", gk.Kind, name)
	}
	return decode[T](o)
}
