using System.Security.Cryptography;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Row 34: signed invitations in place of cards, held to the scanner of the real terminal.</summary>
internal static class InvitationCases
{
    private static readonly InvitationNumber OfGuest = InvitationNumber.TryParse("12")!.Value;
    private static readonly InvitationNumber OfMember = InvitationNumber.TryParse("7")!.Value;

    public static IEnumerable<HostileCase> All =>
    [
        Case("of a guest without a card", [Admit], (scene, stop) => scene.ScanAsync(scene.Guest(), stop)),
        Case("copied: the copy comes after the original", [Admit, Again(ReasonCode.AdmissionAlreadyIn)], async (scene, stop) =>
        {
            var original = scene.Guest();
            await scene.ScanAsync(original, stop);
            await scene.ScanAsync(original, stop);
        }),
        Case("copied: the original's holder has a card, too", [Admit, Again(ReasonCode.AdmissionAlreadyIn)], async (scene, stop) =>
        {
            await scene.ScanAsync(scene.Member(), stop);
            await scene.Trial.TapAsync(scene.Trial.Pki.Member.Image(), stop);
        }),
        Case("replayed at another door that has heard of the arrival", [Admit, Again(ReasonCode.AdmissionAlreadyIn)], async (scene, stop) =>
        {
            var original = scene.Guest();
            await scene.ScanAsync(original, stop);
            await scene.Trial.GoToAnotherDoorAsync(stop);
            await scene.ScanAsync(original, stop);
        }),
        Case("at another door than the line's", [Reject(ReasonCode.AdmissionWrongDoor)], (scene, stop) => scene.ScanAsync(scene.Guest(), stop), line => line with { Door = "1" }),
        Case("expired", [Reject(ReasonCode.InvitationExpired)], (scene, stop) => scene.ScanAsync(scene.Guest(expires: TrialPki.Now), stop)),
        Case("signed by a foreign key", [Reject(ReasonCode.InvitationUntrusted)], (scene, stop) => scene.ScanAsync(scene.Guest(isForeign: true), stop)),
        Case("signed by a key that the meeting names no more", [Admit, ListTaken, Reject(ReasonCode.InvitationUntrusted)], async (scene, stop) =>
        {
            await scene.ScanAsync(scene.Guest(), stop);
            scene.Trial.Feed.PutMeeting(scene.Meeting with { InvitationKeys = null });
            await scene.Trial.PublishAsync(stop);
            await scene.ScanAsync(scene.Member(), stop);
        }),
        Case("for another meeting of the same desk", [Reject(ReasonCode.InvitationOtherMeeting)], (scene, stop) => scene.ScanAsync(scene.Guest(scene.Meeting with { Key = new byte[MeetingRecordRules.KeyLength] }), stop)),
        Case("of somebody who is on no list", [Reject(ReasonCode.AdmissionNotInvited)], (scene, stop) => scene.ScanAsync(scene.Signed(InvitationNumber.TryParse("99")!.Value.TagAt(scene.Meeting.Id), OfGuest), stop)),
        Case("whose line lets nobody come so", [Reject(ReasonCode.InvitationWithdrawn)], (scene, stop) => scene.ScanAsync(scene.Guest(), stop), line => line with { InvitationNumber = null }),
        Case("that a newer issue took the place of", [Reject(ReasonCode.InvitationWithdrawn)], (scene, stop) => scene.ScanAsync(scene.Guest(), stop), line => line with { InvitationNumber = "12/2" }),
        Case("with another person's number", [Reject(ReasonCode.InvitationWithdrawn)], (scene, stop) => scene.ScanAsync(scene.Signed(TrialSource.TagOf(scene.Trial.Pki.Member), OfGuest), stop)),
        Case("at an unattended terminal", [Reject(ReasonCode.InvitationUnattended)], (scene, stop) => scene.ScanAsync(scene.Guest(), stop), setting: new() { IsAttended = false }),
        Case("at a desk", [Reject(ReasonCode.InvitationNoMeeting)], (scene, stop) => scene.ScanAsync(scene.Guest(), stop), setting: new() { Mode = TrialMode.Procedure }),
        Case("a receipt in its place", [Reject(ReasonCode.InvitationMalformed), Reject(ReasonCode.InvitationMalformed)], async (scene, stop) =>
        {
            var receipt = new ProcedureReceipt("HN-07-20261122-000042-0", "CD-01", null, TrialPki.Now, null).SignedWith(scene.Key);
            await scene.ScanAsync(receipt, stop);
            await scene.ScanAsync(MeetingInvitation.Prefix + receipt[ProcedureReceipt.Prefix.Length..], stop);
        }),
        Case("noise as long as a scanner gives out", [Reject(ReasonCode.InvitationMalformed)], (scene, stop) => scene.ScanAsync(MeetingInvitation.Prefix + new string('Z', 1020), stop)),
        Case("any cut", [RejectAll], async (scene, stop) =>
        {
            var whole = scene.Guest();
            await scene.Trial.ScanAllAsync(Enumerable.Range(1, whole.Length - 1).Select(length => whole[..length]), stop);
        }),
        Case("any flipped bit", [RejectAll], (scene, stop) => scene.Trial.ScanAllAsync(Flipped(scene.Guest()), stop)),
    ];

    private static HostileCase Case(string name, Answer[] expected, Func<Scene, CancellationToken, Task> play, Func<RosterEntry, RosterEntry>? change = null, TrialSetting? setting = null) => new(34, name, expected, async (trial, stop) =>
    {
        using var scene = new Scene(trial, change ?? (line => line));
        trial.Setting = setting ?? new();
        await play(scene, stop);
    });

    // One bit of each byte; that no single one of all passes, the judge's own test shows.
    private static IEnumerable<string> Flipped(string invitation)
    {
        var bytes = Base45.TryDecode(invitation.AsSpan(MeetingInvitation.Prefix.Length))!;
        for (var at = 0; at < bytes.Length; at++)
        {
            var mutated = bytes.ToArray();
            mutated[at] ^= (byte)(1 << (at % 8));
            yield return MeetingInvitation.Prefix + Base45.Encode(mutated);
        }
    }

    /// <summary>A meeting with a guest who has no card and a member who has one; both may come by invitation.</summary>
    private sealed class Scene : IDisposable
    {
        private readonly ECDsa foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public Scene(Trial trial, Func<RosterEntry, RosterEntry> change)
        {
            Trial = trial;
            Meeting = TrialSource.Meeting with { InvitationKeys = [Key.ExportSubjectPublicKeyInfo()] };
            trial.Feed.PutMeeting(Meeting);
            trial.Feed.Invite(Meeting.Id, change(new(OfGuest.TagAt(Meeting.Id), AttendeeClass.Guest, null, null, null, null, InvitationNumber: OfGuest.ToString())), TrialSource.Invite(trial.Pki.Member) with { InvitationNumber = OfMember.ToString() });
        }

        public Trial Trial { get; }

        public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public Meeting Meeting { get; }

        public string Guest(Meeting? meeting = null, DateTimeOffset? expires = null, bool isForeign = false) =>
            new MeetingInvitation(OfGuest.TagAt(Meeting.Id), OfGuest, "Khách mời thử nghiệm", expires ?? TrialPki.Now.AddHours(4)).SignedFor(meeting ?? Meeting, isForeign ? foreign : Key);

        public string Member() => Signed(TrialSource.TagOf(Trial.Pki.Member), OfMember);

        public string Signed(CardTag tag, InvitationNumber number) => new MeetingInvitation(tag, number, null, TrialPki.Now.AddHours(4)).SignedFor(Meeting, Key);

        /// <summary>Scans the code, longer after the one before than a scanner that reads it twice.</summary>
        public async Task ScanAsync(string code, CancellationToken stop)
        {
            await Trial.ScanAsync(code, stop);
            Trial.Time.Advance(TimeSpan.FromSeconds(5));
        }

        public void Dispose()
        {
            Key.Dispose();
            foreign.Dispose();
        }
    }
}
