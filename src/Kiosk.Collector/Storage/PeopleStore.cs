using System.Globalization;
using Kiosk.Collector.People;
using Kiosk.Feed.Records;
using Kiosk.Source.Text;

namespace Kiosk.Collector.Storage;

/// <summary>Who is who: members, meetings and rosters as imported.</summary>
internal sealed class PeopleStore(IDatabase database)
{
    private const string ByName = " ORDER BY CASE WHEN m.search LIKE @first ESCAPE '!' THEN 0 ELSE 1 END, m.search LIMIT @max";

    /// <summary>The most words of a name that are looked for.</summary>
    private const int MaxWords = 6;

    /// <returns>Null if no such meeting was imported.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<KnownMeeting?> FindMeetingAsync(string meeting, CancellationToken cancellationToken) =>
        (await QueryAsync($"{PeopleRow.SelectMeeting} WHERE meeting = @meeting", PeopleRow.Meeting, cancellationToken, ("meeting", meeting))).FirstOrDefault();

    /// <summary>Meetings of which a session lies at least partly within a time, by their first session.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<KnownMeeting>> MeetingsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => QueryAsync(
        $"{PeopleRow.SelectMeeting} WHERE closes > @from AND opens < @until ORDER BY opens, meeting", PeopleRow.Meeting, cancellationToken, ("from", StoredInstant.Of(from)), ("until", StoredInstant.Of(until)));

    /// <summary>Everybody convened to a meeting, in the order of a list of names.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<List<ConvenedPerson>> ConvenedAsync(string meeting, CancellationToken cancellationToken)
    {
        var people = await QueryAsync($"{PeopleRow.SelectConvened} WHERE i.meeting = @meeting", PeopleRow.Convened, cancellationToken, ("meeting", meeting));
        return [.. people.Select(person => (Key: VietnameseName.SortKey(person.Name ?? ""), Person: person)).OrderBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Person.Pseudonym, StringComparer.Ordinal).Select(one => one.Person)];
    }

    /// <param name="pseudonym">Of a frame, 32 bytes.</param>
    /// <returns>Null if nobody convened has it.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<ConvenedPerson?> WhoAsync(string meeting, ReadOnlyMemory<byte> pseudonym, CancellationToken cancellationToken) =>
        (await QueryAsync($"{PeopleRow.SelectConvened} WHERE i.meeting = @meeting AND i.pseudonym = @pseudonym", PeopleRow.Convened, cancellationToken, ("meeting", meeting), ("pseudonym", pseudonym.ToArray()))).FirstOrDefault();

    /// <summary>People convened to a meeting by the beginnings of words of their name, accents optional; those whose given name begins with the first word come first.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<ConvenedPerson>> FindConvenedAsync(string meeting, string name, int max, CancellationToken cancellationToken) =>
        FindAsync($"{PeopleRow.SelectConvened} WHERE i.meeting = @meeting", PeopleRow.Convened, name, max, cancellationToken, ("meeting", meeting));

    /// <summary>Members by name, whether convened or not, as <see cref="FindConvenedAsync"/>.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<KnownMember>> FindMembersAsync(string name, int max, CancellationToken cancellationToken) =>
        FindAsync($"{PeopleRow.SelectMember} m WHERE m.is_current = 1", PeopleRow.Member, name, max, cancellationToken);

    /// <returns>Null if no imported member has this card.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<KnownMember?> FindMemberAsync(CardTag tag, CancellationToken cancellationToken) =>
        (await QueryAsync($"{PeopleRow.SelectMember} WHERE tag = @tag ORDER BY is_current DESC", PeopleRow.Member, cancellationToken, ("tag", tag.ToArray()))).FirstOrDefault();

    /// <summary>The name of the member whose card a sealed part names.</summary>
    /// <param name="tag">As sealed; null where nothing is known.</param>
    /// <returns>Null if no imported member has this card.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<string?> NameOfAsync(string? tag, CancellationToken cancellationToken) => (await HolderOfAsync(tag, cancellationToken))?.Name;

    /// <summary>The member whose card a sealed part names.</summary>
    /// <inheritdoc cref="NameOfAsync"/>
    public async Task<Member?> HolderOfAsync(string? tag, CancellationToken cancellationToken) =>
        tag is { Length: 2 * CardTag.Length } && tag.All(char.IsAsciiHexDigitLower) ? (await FindMemberAsync(CardTag.FromBytes(Convert.FromHexString(tag)), cancellationToken))?.Member : null;

    /// <summary>Changes with every import: what was read of people and meetings holds until then.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<string> ImportsAsync(CancellationToken cancellationToken) =>
        string.Join(' ', await QueryAsync("SELECT province, imported FROM province ORDER BY province", row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)}:{row.GetInt64(1)}"), cancellationToken));

    /// <summary>The members' units, by name.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<string>> UnitsAsync(CancellationToken cancellationToken) =>
        QueryAsync("SELECT DISTINCT unit FROM member WHERE is_current = 1 ORDER BY unit", row => row.GetString(0), cancellationToken);

    private Task<List<T>> FindAsync<T>(string select, Func<System.Data.Common.DbDataReader, T> read, string name, int max, CancellationToken cancellationToken, params (string, object)[] parameters)
    {
        var words = VietnameseName.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords).ToArray();
        if (words.Length == 0)
        {
            return Task.FromResult<List<T>>([]);
        }

        // Folded words hold letters and digits alone, so that no pattern needs escaping.
        var conditions = string.Concat(words.Select((_, index) => $" AND m.search LIKE @word{index} ESCAPE '!'"));
        return QueryAsync(
            $"{select}{conditions}{ByName}",
            read,
            cancellationToken,
            [.. parameters, .. words.Select((word, index) => ($"word{index}", (object)$"% {word}%")), ("first", $" {words[0]}%"), ("max", max)]);
    }

    private Task<List<T>> QueryAsync<T>(string sql, Func<System.Data.Common.DbDataReader, T> read, CancellationToken cancellationToken, params (string, object)[] parameters) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await session.QueryAsync(sql, read, cancellationToken, parameters);
    });
}
