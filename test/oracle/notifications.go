package main

import (
	"fmt"
	"sort"

	"github.com/argoproj/notifications-engine/pkg/api"
	"github.com/argoproj/notifications-engine/pkg/services"
	"github.com/argoproj/notifications-engine/pkg/subscriptions"
	"github.com/argoproj/notifications-engine/pkg/templates"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/argoproj/argo-rollouts/utils/record"
)

var (
	configMapKind = schema.GroupKind{Kind: "ConfigMap"}
	secretKind    = schema.GroupKind{Kind: "Secret"}
)

// notifications is a configuration that the engine has taken.
type notifications struct {
	api.API
	config    api.Config
	templates templates.Service
	variables api.GetVars
}

func isNotificationConfig(o *object) bool {
	return o.is(configMapKind) && o.GetName() == record.NotificationConfigMap
}

// examineNotifications takes a configuration as the controller will, and sends what its triggers would send, to nobody.
func examineNotifications(o *object, v view) []error {
	engine, warnings, err := startEngine(o, v)
	if err != nil {
		return []error{err}
	}
	errs := warnings
	for _, subscription := range engine.config.Subscriptions {
		errs = append(errs, engine.misfits(destinationsOf(engine.config, subscription))...)
		errs = append(errs, engine.toldTwice(subscription)...)
	}
	for _, trigger := range sortedKeys(engine.config.Triggers) {
		for _, condition := range engine.config.Triggers[trigger] {
			errs = append(errs, neverSent(trigger, condition)...)
			errs = append(errs, engine.renderAll(trigger, condition.Send)...)
		}
	}
	return errs
}

// startEngine makes the configuration's services, triggers and templates.
func startEngine(o *object, v view) (*notifications, []error, error) {
	configMap, err := decode[corev1.ConfigMap](o)
	if err != nil {
		return nil, nil, err
	}
	secret, err := notificationSecret(configMap, v)
	if err != nil {
		return nil, nil, err
	}
	var config *api.Config
	warnings := warningsDuring(func() { config, err = api.ParseConfig(configMap, secret) })
	if err != nil {
		return nil, nil, err
	}
	variables, err := record.NewAPIFactorySettings(nil).InitGetVars(config, configMap, secret)
	if err != nil {
		return nil, nil, err
	}
	started, err := api.NewAPI(*config, variables)
	if err != nil {
		return nil, nil, err
	}
	formatter, err := templates.NewService(config.Templates)
	return &notifications{API: started, config: *config, templates: formatter, variables: variables}, warnings, err
}

// destinationsOf gives those of a subscription whatever labels it selects.
func destinationsOf(config api.Config, subscription subscriptions.DefaultSubscription) services.Destinations {
	subscription.Selector = nothingSelected
	config.Subscriptions = subscriptions.DefaultSubscriptions{subscription}
	return config.GetGlobalDestinations(nil)
}

// examineSubscriptions holds the annotations of a Rollout against the configurations that can serve it.
func examineSubscriptions(o *object, engines []*notifications) []error {
	var errs []error
	for _, engine := range engines {
		asked := subscriptions.NewAnnotations(o.GetAnnotations()).GetDestinations(engine.config.DefaultTriggers, engine.config.ServiceDefaultTriggers)
		errs = engine.misfits(asked)
		if len(errs) == 0 {
			return nil
		}
	}
	return errs
}

// misfits are destinations that do not exist, or that nothing is ever sent to.
func (n *notifications) misfits(asked services.Destinations) []error {
	var errs []error
	for _, trigger := range sortedKeys(asked) {
		if _, err := n.RunTrigger(trigger, sampleRollouts[0]); err != nil {
			errs = append(errs, err)
		}
		for _, destination := range asked[trigger] {
			// the engine answers annotations that are not about it with a destination without a service
			if _, exists := n.GetNotificationServices()[destination.Service]; !exists && destination.Service != "" {
				errs = append(errs, fmt.Errorf("notification service '%s' is not supported", destination.Service))
			}
		}
	}
	return errs
}

func sortedKeys[V any](values map[string]V) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// enginesFor are the configurations of a bundle that the engine takes: that of the object's namespace, if the
// controller serves itself there, and that of the controller.
func (b bundle) enginesFor() []*notifications {
	var engines []*notifications
	for _, o := range b {
		if !isNotificationConfig(o) {
			continue
		}
		if engine, _, err := startEngine(o, b.seenFrom(o)); err == nil {
			engines = append(engines, engine)
		}
	}
	return engines
}
