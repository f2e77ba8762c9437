#version 330
#include "light.glsl"

// Planks with a grain along x, under a thin varnish.
void main() {
    vec3 v = towards_eye(), n = normalize(v_normal);
    vec3 p = v_rest * vec3(2.2, 26.0, 26.0);
    float rings = noise(p + 0.35 * noise(v_rest * vec3(9.0, 40.0, 40.0)));
    float fibre = noise(v_rest * vec3(30.0, 420.0, 420.0));
    vec3 base = colour * (0.80 + 0.28 * rings) * (0.90 + 0.16 * fibre);
    vec3 c = matt(base, n, v);
    float mirror = 0.025 + 0.25 * pow(1.0 - max(dot(n, v), 0.0), 4.0);
    show(c + mirror * v_sky + key_seen() * highlight(n, v, 30.0) * 0.05 * key_colour.rgb);
}
