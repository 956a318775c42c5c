using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Cache.Source;

/// <summary>Writes a source folder (<see cref="SourceLayout"/>), for the demo and for tests. What it writes can be made again: nothing is synced.</summary>
/// <remarks>Every method overwrites what it wrote before and throws <see cref="IOException"/> when the disk is full.</remarks>
internal sealed class CacheSourceWriter
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <param name="folder">Created where it is missing.</param>
    public CacheSourceWriter(string folder)
    {
        Folder = folder;
        foreach (var subfolder in (string[])[SourceLayout.Anchors, SourceLayout.Issuers, SourceLayout.Crls, SourceLayout.Meetings])
        {
            Directory.CreateDirectory(Path.Combine(folder, subfolder));
        }
    }

    public string Folder { get; }

    public void WriteProfile(ReadOnlySpan<byte> json) => Write(SourceLayout.Profile, json);

    public void WriteAnchor(string name, ReadOnlySpan<byte> der) => Write(Path.Combine(SourceLayout.Anchors, name + ".crt"), der);

    public void WriteIssuer(string name, ReadOnlySpan<byte> der) => Write(Path.Combine(SourceLayout.Issuers, name + ".crt"), der);

    public void WriteCrl(string name, ReadOnlySpan<byte> der) => Write(Path.Combine(SourceLayout.Crls, name + ".crl"), der);

    public void WriteRegistry(ReadOnlySpan<byte> der) => Write(SourceLayout.Registry + ".crt", der);

    public void WriteProcedures(IReadOnlyList<Procedure> procedures) => WriteProcedures(ProcedureCatalogue.Empty with { Procedures = procedures });

    public void WriteProcedures(ProcedureCatalogue catalogue) =>
        Write(SourceLayout.Procedures, JsonSerializer.SerializeToUtf8Bytes(catalogue, RecordJson.Procedures));

    /// <param name="members">In any order.</param>
    public void WriteMembers(IEnumerable<MemberLine> members) =>
        WriteLines(SourceLayout.Members, members.Select(member => JsonSerializer.SerializeToUtf8Bytes(member, CacheJson.MemberLine)));

    /// <param name="roster">In any order.</param>
    public void WriteMeeting(Meeting meeting, IEnumerable<RosterEntry> roster)
    {
        var path = Path.Combine(SourceLayout.Meetings, meeting.Id);
        Write(path + SourceLayout.MeetingEnding, JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting));
        WriteLines(path + SourceLayout.RosterEnding, roster.Select(entry => JsonSerializer.SerializeToUtf8Bytes(entry, RecordJson.RosterEntry)));
    }

    private void Write(string name, ReadOnlySpan<byte> content)
    {
        using var file = Create(name);
        file.Write(content);
    }

    private void WriteLines(string name, IEnumerable<byte[]> lines)
    {
        using var file = Create(name);
        foreach (var line in lines)
        {
            file.Write(line);
            file.Write(NewLine);
        }
    }

    private FileStream Create(string name) => PlainFile.Create(Path.Combine(Folder, name));
}
