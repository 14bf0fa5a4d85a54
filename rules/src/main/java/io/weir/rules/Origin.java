package io.weir.rules;

/**
 * Where an effect or a verdict comes from. A configuration line knows its place; a script finds it out only when
 * somebody asks, since that needs a walk of its stack. Loop-confined.
 */
public interface Origin {
    Place place();
}
