using System.Globalization;

namespace Kiosk.Simulation.Tests.Steps;

/// <summary>Something that happens, drawn before the run: a list of steps can be shortened and run again.</summary>
/// <param name="After">How long after the one before.</param>
/// <param name="Door">0 or 1: at which terminal.</param>
/// <param name="Subject">Who or what; means something else for each kind.</param>
/// <param name="Seed">Of the chances inside, such as how much of a torn write is left.</param>
internal sealed record Step(TimeSpan After, StepKind Kind, int Door, int Subject, int Seed)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"+{After:d\\.hh\\:mm\\:ss} {Kind} door {Door} subject {Subject} seed {Seed}");
}
