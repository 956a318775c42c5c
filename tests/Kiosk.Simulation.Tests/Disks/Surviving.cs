namespace Kiosk.Simulation.Tests.Disks;

/// <summary>What a power cut leaves of bytes that were written and not synced: nothing, a beginning, all but one sector, or all of them.</summary>
internal static class Surviving
{
    private const int SectorLength = 512;

    /// <param name="synced">The content as of the last sync; null if it was never synced.</param>
    /// <param name="live">The content as the program saw it last.</param>
    public static byte[] Of(byte[]? synced, byte[] live, Random chance)
    {
        synced ??= [];
        if (live.AsSpan().SequenceEqual(synced))
        {
            return synced;
        }

        return live.AsSpan().StartsWith(synced) ? Torn(live, synced.Length, chance)
            : chance.Next(2) == 0 ? synced
            : live;
    }

    /// <param name="from">What lies before this was synced.</param>
    private static byte[] Torn(byte[] live, int from, Random chance)
    {
        switch (chance.Next(4))
        {
            case 0:
                return live[..from];
            case 1:
                return live[..(from + chance.Next(live.Length - from))];
            case 2:
                return WithoutSector(live, from, chance);
            default:
                return live;
        }
    }

    // The length was written and one sector's content was not.
    private static byte[] WithoutSector(byte[] live, int from, Random chance)
    {
        var sector = chance.Next(from / SectorLength, ((live.Length - 1) / SectorLength) + 1);
        var torn = live.ToArray();
        var begin = Math.Max(from, sector * SectorLength);
        torn.AsSpan(begin, Math.Min(live.Length, (sector + 1) * SectorLength) - begin).Clear();
        return torn;
    }
}
