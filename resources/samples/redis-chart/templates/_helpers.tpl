{{/* Name of every object of the release. */}}
{{- define "cache.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that select the servers; they can never change. */}}
{{- define "cache.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end -}}

{{/* Labels of every object. */}}
{{- define "cache.labels" -}}
{{ include "cache.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Name of the secret that holds the password. */}}
{{- define "cache.secretName" -}}
{{- .Values.auth.existingSecret | default (include "cache.fullname" .) -}}
{{- end -}}

{{/* Servers in all: the primary comes first. */}}
{{- define "cache.servers" -}}
{{- if eq .Values.architecture "standalone" -}}1{{- else -}}{{ add 1 .Values.replica.count }}{{- end -}}
{{- end -}}
