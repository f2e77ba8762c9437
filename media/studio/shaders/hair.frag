#version 330
#include "light.glsl"
uniform float shell;  // 0 at the scalp, 1 outermost

// Strand pattern: fine round the crown, long away from it.
vec2 strands() {
    float round_crown = atan(v_rest.x, v_rest.z);
    float down = length(v_rest);
    float wave = 0.35 * sin(down * 40.0 + 3.0 * round_crown);
    float clump = noise(vec3(round_crown * 9.0 + wave, down * 14.0, 1.0));
    float strand = noise(vec3(round_crown * 46.0 + wave * 3.0, down * 22.0, 5.0));
    return vec2(clump, strand);
}

void main() {
    vec2 s = strands();
    float edge = v_cover - (s.y - 0.5) * 0.009 - (s.x - 0.5) * 0.003 - shell * 0.003;
    if (edge < 0.0 || (shell > 0.0 && s.y * 0.75 + s.x * 0.25 < shell * 0.72 - 0.06)) discard;
    vec3 n = normalize(v_normal);
    float seen = key_seen();
    vec3 base = colour * (0.35 + 0.5 * s.y + 0.35 * s.x) * mix(0.55, 1.15, shell);
    vec3 c = base * (v_sky + max(dot(n, key.xyz) * 0.7 + 0.3, 0.0) * seen * 0.95 * key_colour.rgb);
    float sheen = highlight(n, towards_eye(), 12.0) * (0.15 + 0.45 * s.y);
    show(c + (colour + 0.03) * sheen * seen * 0.95 * key_colour.rgb);
}
