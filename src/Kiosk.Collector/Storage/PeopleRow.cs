using System.Data.Common;
using System.Text.Json;
using Kiosk.Collector.People;
using Kiosk.Feed.Records;
using Kiosk.Source.Folders;

namespace Kiosk.Collector.Storage;

/// <summary>Rows of <c>meeting</c>, <c>invitation</c> and <c>member</c>.</summary>
internal static class PeopleRow
{
    public const string SelectMeeting = "SELECT province, body FROM meeting";

    public const string SelectMember = "SELECT province, tag, body FROM member";

    public const string SelectConvened =
        """
        SELECT i.pseudonym, i.body, m.body, m.traits FROM invitation i JOIN meeting g ON g.meeting = i.meeting LEFT JOIN member m ON m.province = g.province AND m.tag = i.tag
        """;

    public static KnownMeeting Meeting(DbDataReader row) => new(row.GetString(0), Parse(row.GetString(1), RecordJson.Meeting));

    public static KnownMember Member(DbDataReader row) => new(row.GetString(0), CardTag.FromBytes(row.GetFieldValue<byte[]>(1)), Parse(row.GetString(2), RecordJson.Member));

    public static ConvenedPerson Convened(DbDataReader row) => new(
        Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), Parse(row.GetString(1), RecordJson.RosterEntry), row.IsDBNull(2) ? null : Parse(row.GetString(2), RecordJson.Member))
    {
        Traits = row.IsDBNull(3) ? MemberTraits.None : TraitsColumn.Read(row.GetString(3)),
    };

    /// <exception cref="InvalidDataException">The row is not what this program writes.</exception>
    private static T Parse<T>(string body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new InvalidDataException($"The database's row of a {typeof(T).Name} is empty.");
}
