using System.Security.Cryptography;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Registry.Files;
using Kiosk.Source.Folders;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>Signs the invitations to one meeting and writes them: one PDF and one PNG a person, and one PDF of all with their list.</summary>
/// <param name="key">Signs them.</param>
internal sealed class InvitationIssue(Meeting meeting, ECDsa key, InvitationHeading heading, Language language)
{
    private const string All = "all.pdf";

    /// <param name="folder">For the meeting; only its owner may read it.</param>
    /// <returns>The file for printing.</returns>
    public string Write(IReadOnlyList<Invitee> invitees, string folder)
    {
        PrivateFile.CreateFolder(folder);
        var letters = invitees.Select(LetterOf).ToList();
        foreach (var letter in letters)
        {
            var name = letter.Number.Replace('/', '-');
            PrivateFile.Write(Path.Combine(folder, name + ".png"), InvitationPaper.Picture(letter.Code));
            PrivateFile.Write(Path.Combine(folder, name + ".pdf"), InvitationPaper.Render(heading, [letter], withList: false, language));
        }

        var path = Path.Combine(folder, All);
        PrivateFile.Write(path, InvitationPaper.Render(heading, letters, withList: true, language));
        return path;
    }

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
