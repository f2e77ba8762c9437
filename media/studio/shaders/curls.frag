#version 330
#include "light.glsl"
uniform float shell;  // 0 at the scalp, 1 outermost

// Small curls in all directions; every shell cuts through other ones.
void main() {
    vec3 p = v_rest + shell * vec3(0.017, 0.023, 0.011);
    float tuft = noise(p * 95.0), curl = noise(p * 330.0);
    float dense = tuft * 0.6 + curl * 0.4;
    if (v_cover - (curl - 0.5) * 0.008 < 0.0 || (shell > 0.0 && dense < shell * 0.54 - 0.08)) discard;
    vec3 n = normalize(v_normal);
    vec3 base = colour * (0.30 + 0.9 * dense) * mix(0.45, 1.25, shell);
    vec3 c = base * (v_sky + max(dot(n, key.xyz) * 0.7 + 0.3, 0.0) * key_seen() * 0.95 * key_colour.rgb);
    show(c + base * pow(1.0 - max(dot(n, towards_eye()), 0.0), 2.0) * 0.5 * v_sky);
}
