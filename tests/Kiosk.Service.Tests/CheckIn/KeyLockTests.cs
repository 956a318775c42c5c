using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Hosting;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A terminal whose case was opened.</summary>
public sealed class KeyLockTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task An_opened_case_locks_the_keys_over_restarts_until_a_technician_unlocks_them()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);

        terminal.KeyLock.Engage();

        Assert.IsType<Screen.OutOfService>((await terminal.TapAsync(TappedCards.Member(2).Image())).Screen);
        Assert.Contains(TerminalNote.AlarmTampered, hall.Notes.Select(note => note.Context));
        Assert.False(terminal.IsStopping);
        hall.Time.Advance(KeyLock.Delay);
        Assert.True(terminal.IsStopping);
        await hall.CloseAsync();

        // As after a power cut: nothing but the file is left.
        Assert.Equal(ReasonCode.TerminalLocked, (await Assert.ThrowsAsync<OutOfServiceException>(() => hall.OpenAsync())).Outage.Code);
        Assert.True(KeyLock.Release(hall.Folders, "user:technician"));
        Assert.False(KeyLock.Release(hall.Folders, "user:technician"));
        terminal = await hall.OpenAsync();

        Assert.Equal(ReasonCode.AdmissionAlreadyIn, (await terminal.TapAsync(member.Image())).Code);
        Assert.Equal("user:technician", TerminalNote.Parse(Assert.Single(hall.Notes, note => note.Context.StartsWith(TerminalNote.KeysUnlocked, StringComparison.Ordinal)).Context).By);
        Assert.False(File.Exists(hall.Folders.KeyLockFile));
    }

    [Fact]
    public async Task What_is_no_release_locks()
    {
        await using var hall = new Hall(member);
        await File.WriteAllTextAsync(hall.Folders.KeyLockFile, "");

        Assert.Throws<OutOfServiceException>(() => StartCheck.Run(new() { DataFolder = hall.Folders.Data }));
    }
}
