#version 330
#include "light.glsl"

vec3 iris() {
    float r = length(v_rest.xy);
    vec3 white = vec3(0.72, 0.71, 0.70);
    if (v_rest.z < 0.0) return white;
    vec3 ring = mix(vec3(0.13, 0.075, 0.04), white, smoothstep(0.0060, 0.0067, r));
    return mix(vec3(0.005), ring, smoothstep(0.0022, 0.0028, r));
}

void main() {
    vec3 n = normalize(v_normal);
    vec3 c = iris() * (v_sky * 0.9 + max(dot(n, key.xyz), 0.0) * key_seen() * 0.76 * key_colour.rgb);
    show(c + highlight(n, towards_eye(), 180.0) * 0.86 * key_colour.rgb);
}
