#version 330
#include "light.glsl"

// Glazed: a hard highlight of the key light, and the sky mirrored at grazing angles.
void main() {
    vec3 v = towards_eye(), n = normalize(v_normal);
    if (dot(n, v) < 0.0) n = -n;
    float seen = key_seen();
    vec3 c = colour * (v_sky + max(dot(n, key.xyz), 0.0) * seen * key_colour.rgb * 0.9);
    float mirror = 0.04 + 0.5 * pow(1.0 - max(dot(n, v), 0.0), 5.0);
    float up = reflect(-v, n).y * 0.5 + 0.5;
    c += mirror * v_sky * mix(0.4, 1.6, up);
    show(c + seen * highlight(n, v, 90.0) * 0.45 * key_colour.rgb);
}
