using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>What one check-up found.</summary>
/// <param name="Name">settings, reader, daemon, cache, journal, enrolment, clock, disk, display, printer, pages, or a device.</param>
/// <param name="What">What was found; one sentence, each in its language alone.</param>
/// <param name="Remedy">What to do now, or null when nothing is wrong.</param>
/// <param name="Detail">What a part of the machine or of the program says about it, for whoever mends it; in English.</param>
internal sealed record Finding(string Name, Health Health, Phrase What, Phrase? Remedy = null, string? Detail = null)
{
    /// <summary>The whole of it as another verb refuses it, in both languages; then the detail is its English half.</summary>
    public Phrase? Sentence { get; init; }
}

/// <summary>How bad a finding is.</summary>
internal enum Health
{
    /// <summary>The terminal cannot serve.</summary>
    Bad = 0,

    /// <summary>It serves, but somebody should look.</summary>
    Doubtful,

    Good,
}
