namespace Kiosk.Devices.Tests.Guest;

/// <summary>From one change to the other, in the guest's seconds since 1970.</summary>
internal readonly record struct Stretch(double Begin, double End)
{
    /// <summary>What a time of trace, cut off at its microsecond, may be early.</summary>
    private const double Resolution = 0.000_005;

    public double Length => End - Begin;

    /// <summary>The stretches in which something was so, of those that begin and end among the changes; the first change says how it was before.</summary>
    public static IReadOnlyList<Stretch> Of(IReadOnlyList<(double At, bool IsSo)> changes)
    {
        var stretches = new List<Stretch>();
        double? since = null;
        foreach (var (earlier, later) in changes.Zip(changes.Skip(1)))
        {
            if (!earlier.IsSo && later.IsSo)
            {
                since = later.At;
            }
            else if (earlier.IsSo && !later.IsSo && since is { } begin)
            {
                stretches.Add(new(begin, later.At));
                since = null;
            }
        }

        return stretches;
    }

    /// <summary>What lies between one stretch and the next.</summary>
    public static IReadOnlyList<Stretch> Between(IReadOnlyList<Stretch> stretches) => [.. stretches.Zip(stretches.Skip(1), (one, next) => new Stretch(one.End, next.Begin))];

    /// <summary>The program's own timer sets the bound; a busy machine only draws a stretch out.</summary>
    public bool LastsAtLeast(int milliseconds) => Length >= (milliseconds / 1000.0) - Resolution;

    public bool IsShorterThan(Stretch other) => Length < other.Length;
}
