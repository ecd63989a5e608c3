package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/testing"
)

// permission is what whoever types a command may do, and remembers what they may not.
type permission struct {
	rules   []rbacv1.PolicyRule
	mutex   sync.Mutex
	refused []string
}

// guard lets a client refuse what is not allowed, as the API server does.
func (p *permission) guard(client *testing.Fake) {
	client.PrependReactor("*", "*", func(action testing.Action) (bool, runtime.Object, error) {
		err := p.judge(action)
		return err != nil, nil, err
	})
	client.PrependWatchReactor("*", func(action testing.Action) (bool, watch.Interface, error) {
		err := p.judge(action)
		return err != nil, nil, err
	})
}

func (p *permission) judge(action testing.Action) error {
	resource := action.GetResource()
	name := resource.Resource
	if action.GetSubresource() != "" {
		name += "/" + action.GetSubresource()
	}
	if slices.ContainsFunc(p.rules, func(rule rbacv1.PolicyRule) bool {
		return slices.Contains(rule.APIGroups, resource.Group) && slices.Contains(rule.Resources, name) && slices.Contains(rule.Verbs, action.GetVerb())
	}) {
		return nil
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if refused := action.GetVerb() + " " + name; !slices.Contains(p.refused, refused) {
		p.refused = append(p.refused, refused)
	}
	return apierrors.NewForbidden(resource.GroupResource(), "", fmt.Errorf("no rule allows to %s %s", action.GetVerb(), name))
}

// verdict tells what was refused, though the command may have gone on without it.
func (p *permission) verdict() error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if len(p.refused) == 0 {
		return nil
	}
	slices.Sort(p.refused)
	return fmt.Errorf("may not %s", strings.Join(p.refused, ", "))
}
