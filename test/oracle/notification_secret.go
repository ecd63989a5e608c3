package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"regexp"
	"strings"

	log "github.com/sirupsen/logrus"
	corev1 "k8s.io/api/core/v1"

	"github.com/argoproj/argo-rollouts/utils/record"
)

var secretReference = regexp.MustCompile(`\$([\w-]+)`)

// notificationSecret is that of the bundle. Where it comes from elsewhere, or its content does, as into the empty one of an installation, every key that
// is referenced exists.
func notificationSecret(configMap *corev1.ConfigMap, v view) (*corev1.Secret, error) {
	if o := v.find(secretKind, v.namespace, record.NotificationSecret); o != nil {
		secret, err := decode[corev1.Secret](o)
		if err != nil {
			return nil, err
		}
		if len(secret.Data)+len(secret.StringData) > 0 {
			return withStringData(secret), nil
		}
	}
	secret := &corev1.Secret{Data: map[string][]byte{}}
	for key, value := range configMap.Data {
		if !strings.HasPrefix(key, "service.") {
			continue
		}
		for _, reference := range secretReference.FindAllStringSubmatch(value, -1) {
			stand, err := standIn(key)
			if err != nil {
				return nil, err
			}
			secret.Data[reference[1]] = stand
		}
	}
	return secret, nil
}

func withStringData(secret *corev1.Secret) *corev1.Secret {
	if secret.Data == nil {
		secret.Data = map[string][]byte{}
	}
	for key, value := range secret.StringData {
		secret.Data[key] = []byte(value)
	}
	return secret
}

// standIn is what a service takes for a secret: an app of GitHub has a private key and whole numbers.
func standIn(service string) ([]byte, error) {
	if !strings.HasPrefix(service, "service.github") {
		return []byte(placeholder), nil
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}), nil
}

// warningHook collects what the engine only logs: that a key is not in the secret.
type warningHook struct{ errs []error }

func (*warningHook) Levels() []log.Level { return []log.Level{log.WarnLevel} }

func (h *warningHook) Fire(entry *log.Entry) error {
	h.errs = append(h.errs, errors.New(entry.Message))
	return nil
}

func warningsDuring(act func()) []error {
	hook := &warningHook{}
	before := log.StandardLogger().ReplaceHooks(log.LevelHooks{log.WarnLevel: {hook}})
	defer log.StandardLogger().ReplaceHooks(before)
	act()
	return hook.errs
}
