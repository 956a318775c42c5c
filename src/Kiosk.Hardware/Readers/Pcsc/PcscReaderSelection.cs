namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>Chooses the readers to watch, contactless ones first.</summary>
internal sealed class PcscReaderSelection(PcscReaderOptions options)
{
    private static readonly string[] ContactlessWords = ["CL", "PICC", "Contactless", "NFC"];

    private readonly Dictionary<string, PcscReaderIdentity> identities = new(StringComparer.Ordinal);

    /// <param name="names">All readers of the daemon.</param>
    /// <param name="identify">Identifies a reader, null while it cannot be queried; called at most once per reader, and only if the options need it.</param>
    public IReadOnlyList<string> Choose(IReadOnlyList<string> names, Func<string, PcscReaderIdentity?> identify)
    {
        foreach (var gone in identities.Keys.Except(names).ToList())
        {
            identities.Remove(gone);
        }

        return [.. names.Where(n => IsWanted(n, identify)).OrderByDescending(IsContactless)];
    }

    private bool IsWanted(string name, Func<string, PcscReaderIdentity?> identify)
    {
        if (Words(name).Intersect(options.SkippedWords, StringComparer.OrdinalIgnoreCase).Any()
            || (options.NameContains is { } part && !name.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (options.UsbId is null && options.SerialNumber is null)
        {
            return true;
        }

        return Identity(name, identify) is { } identity
            && (options.UsbId is null || string.Equals(options.UsbId, identity.UsbId, StringComparison.OrdinalIgnoreCase))
            && (options.SerialNumber is null || options.SerialNumber == identity.SerialNumber);
    }

    private PcscReaderIdentity? Identity(string name, Func<string, PcscReaderIdentity?> identify)
    {
        if (!identities.TryGetValue(name, out var identity) && identify(name) is { } answer)
        {
            identities[name] = identity = answer;
        }

        return identity;
    }

    private static bool IsContactless(string name) => Words(name).Any(w =>
        ContactlessWords.Contains(w, StringComparer.OrdinalIgnoreCase)
        || (w.Length > 2 && w.EndsWith("CL", StringComparison.Ordinal) && char.IsAsciiDigit(w[^3])));

    private static string[] Words(string name) =>
        new string([.. name.Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
