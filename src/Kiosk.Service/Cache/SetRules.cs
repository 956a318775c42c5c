using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache;

/// <summary>Checks the records of a set as they go by in key order, so that no tap meets one that cannot be used.</summary>
internal sealed class SetRules(DataClass dataClass)
{
    private readonly List<RosterEntry> roster = [];
    private byte[] meeting = [];

    /// <exception cref="RecordException">A record breaks a rule.</exception>
    /// <exception cref="JsonException">A record is not JSON of its class.</exception>
    public void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (dataClass)
        {
            case DataClass.Members:
                CheckMember(key, value);
                break;
            case DataClass.Meetings:
                CheckMeeting(key, value);
                break;
            default:
                CheckInvitation(key, value);
                break;
        }
    }

    /// <summary>The last row went by.</summary>
    /// <exception cref="RecordException">The last roster breaks a rule.</exception>
    public void Complete()
    {
        RosterRules.Check(roster);
        roster.Clear();
    }

    private static void CheckMember(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!MemberSeal.HasShape(value))
        {
            throw new RecordException($"the record of the tag {Convert.ToHexStringLower(key)} is not a sealed one.");
        }
    }

    private static void CheckMeeting(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var id = Encoding.ASCII.GetString(key);
        var record = JsonSerializer.Deserialize(value, RecordJson.Meeting) ?? throw new RecordException($"the meeting {id} is null.");
        MeetingRecordRules.Check(record);
        if (record.Id != id)
        {
            throw new RecordException($"the meeting {record.Id} stands under the id {id}.");
        }
    }

    private void CheckInvitation(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var id = key[..^(CardTag.Length + 1)];
        var tag = key[^CardTag.Length..];
        if (!id.SequenceEqual(meeting))
        {
            Complete();
            meeting = id.ToArray();
        }

        var entry = JsonSerializer.Deserialize(value, RecordJson.RosterEntry) ?? throw new RecordException("a line of a list is null.");
        if (!tag.SequenceEqual(entry.Tag.ToArray()))
        {
            throw new RecordException($"the line of the tag {entry.Tag} stands under another.");
        }

        roster.Add(entry);
    }
}
