using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>The terminals that a generation lists, with their certificates.</summary>
internal sealed class CachedTerminals(GenerationFile file, IReadOnlyList<CachedSet> sets)
{
    /// <summary>The enrolments of one terminal, revoked ones included.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IReadOnlyList<TerminalRecord> Of(string terminalId) => [.. sets.SelectMany(set => Read(set, TerminalRows.PrefixOf(terminalId)))];

    /// <returns>The enrolment of a terminal's key, in force or revoked; null if the key is not listed.</returns>
    /// <param name="signingKey">SubjectPublicKeyInfo, DER.</param>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public TerminalRecord? Find(string terminalId, ReadOnlySpan<byte> signingKey)
    {
        var key = TerminalRows.KeyOf(terminalId, signingKey);
        foreach (var set in sets)
        {
            if (file.Find(set.Table, key) is { } json)
            {
                return file.Parse(set.Table, json, RecordJson.Terminal);
            }
        }

        return null;
    }

    /// <summary>All enrolments, ascending by id within each province; read as the caller advances.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<TerminalRecord> All() => sets.SelectMany(set => Read(set, []));

    private IEnumerable<TerminalRecord> Read(CachedSet set, byte[] prefix) => file.Scan(set.Table, prefix).Select(row => file.Parse(set.Table, row.Value, RecordJson.Terminal));
}
