using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Words;

namespace Kiosk.Source.Invitations;

/// <summary>Signs the invitations to one meeting, for print and for sending.</summary>
/// <param name="key">Signs them. Not used by two threads at once.</param>
/// <param name="superior">The superior body, at the top of each; empty for none.</param>
/// <param name="office">The inviting body, below it; empty for none.</param>
internal sealed class InvitationIssue(Meeting meeting, ECDsa key, string superior, string office, Language language)
{
    private const string All = "all.pdf";

    private readonly InvitationHeading heading = new(superior, office, meeting.Title, [.. meeting.Sessions.Select(session => (session.Title, session.Starts))]);

    /// <summary>Writes one PDF and one PNG a person, and one PDF of all with their list.</summary>
    /// <param name="folder">For the meeting; only its owner may read it.</param>
    /// <returns>The file for printing.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string Write(IReadOnlyList<Invitee> invitees, string folder)
    {
        var files = new DurableFiles();
        DurableFolder.Create(folder, files);
        var letters = invitees.Select(LetterOf).ToList();
        foreach (var letter in letters)
        {
            var name = FileNameOf(letter.Number);
            files.Replace(Path.Combine(folder, name + ".png"), InvitationPaper.Picture(letter.Code));
            files.Replace(Path.Combine(folder, name + ".pdf"), InvitationPaper.Render(heading, [letter], withList: false, language));
        }

        var path = Path.Combine(folder, All);
        files.Replace(path, InvitationPaper.Render(heading, letters, withList: true, language));
        return path;
    }

    /// <summary>One person's, as PDF.</summary>
    public byte[] Print(Invitee invitee) => InvitationPaper.Render(heading, [LetterOf(invitee)], withList: false, language);

    /// <summary>The name of an invitation's files, without their ending.</summary>
    public static string FileNameOf(string number) => number.Replace('/', '-');

    private InvitationLetter LetterOf(Invitee invitee)
    {
        var entry = invitee.Entry;
        var number = InvitationNumber.TryParse(entry.InvitationNumber)!.Value;
        var invitation = new MeetingInvitation(entry.Tag, number, invitee.Name, meeting.Sessions.Max(session => session.Closes));
        return new(
            entry.InvitationNumber!,
            invitee.Name,
            entry.Class is AttendeeClass.Guest,
            entry.Role,
            entry.Delegation,
            entry.Seat is { } seat ? (seat.Area, seat.Row, seat.Number) : null,
            entry.Door,
            invitation.SignedFor(meeting, key));
    }
}
