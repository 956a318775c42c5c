using Kiosk.Collector.Attendance;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Pages;

/// <summary>A session's list: everybody convened, and those present who are not on it.</summary>
internal static class PeopleList
{
    /// <param name="details">Of a record at the desk, by terminal and number; null if there are none.</param>
    public static IEnumerable<PeopleRow> Of(MeetingPicture picture, Func<DoorArrival, SealedDetails?> details)
    {
        var absent = picture.List.Absent.ToDictionary(person => person.Pseudonym, StringComparer.Ordinal);
        var convened = picture.Convened.Select(person => person.Pseudonym).ToHashSet(StringComparer.Ordinal);
        foreach (var person in picture.Convened)
        {
            var (state, recorded) = picture.FindPresent(person.Pseudonym) is { } present ? (PersonState.Present, present.First)
                : absent.TryGetValue(person.Pseudonym, out var noted) ? (noted.HasReason ? PersonState.AbsentWithReason : PersonState.AbsentWithoutReason, noted.Noted)
                : (PersonState.NotYet, (DoorArrival?)null);
            yield return new(person.Pseudonym, person.Name, person.Member?.Unit, person.Entry.Delegation, person.Entry.Class, state, recorded, person.InviteeAt(picture.Meeting)?.Entry.InvitationNumber);
        }

        foreach (var other in picture.List.Present.Where(person => !convened.Contains(person.Pseudonym)))
        {
            var name = other.First.Code is ReasonCode.DeskGuest ? details(other.First)?.GuestName : null;
            yield return new(other.Pseudonym, name, null, null, null, PersonState.Present, other.First);
        }
    }
}
