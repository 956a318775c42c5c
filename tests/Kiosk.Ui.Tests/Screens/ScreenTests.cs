using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

public sealed class ScreenTests
{
    [Fact]
    public void Without_name_no_name_or_role_is_left() =>
        Assert.All(Samples.All.Select(screen => screen.WithoutName()).OfType<Screen.Admitted>(), welcome => Assert.Equal((null, null), (welcome.Name, welcome.Role)));

    [Fact]
    public void Without_name_the_menu_does_not_say_whose_card_opened_it() =>
        Assert.All(Samples.All.Select(screen => screen.WithoutName()).OfType<Screen.OperatorMenu>(), menu => Assert.Null(menu.Operator));

    [Fact]
    public void Without_name_nothing_is_left_of_a_members_own_record_and_attendance_and_the_days_files_are_nobodys()
    {
        var shown = Samples.All.Select(screen => screen.WithoutName()).ToList();

        Assert.All(shown.OfType<Screen.OwnRecord>(), record => Assert.Empty(record.Lines));
        Assert.All(shown.OfType<Screen.OwnAttendance>(), own => Assert.Equal((new AttendedTotals(0, 0, 0, 0), 0), (own.Totals, own.Lines.Count)));
        Assert.All(shown.OfType<Screen.ClerkDesk>().SelectMany(desk => desk.Files), file => Assert.Null(file.Known));
    }

    [Fact]
    public void Every_case_is_sealed_and_has_a_sample()
    {
        Assert.All(Samples.Cases, type => Assert.True(type.IsSealed, type.Name));
        Assert.Equal(
            Samples.Cases.Select(type => type.Name).Order(StringComparer.Ordinal),
            Samples.All.Select(screen => screen.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_case_can_be_added_from_outside() =>
        Assert.DoesNotContain(
            typeof(Screen).GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic),
            constructor => constructor.IsFamilyOrAssembly || (constructor.IsFamily && constructor.GetParameters().Length == 0));

    [Fact]
    public void Only_recorded_passages_and_a_verified_card_are_welcomes() =>
        Assert.Equal(
            [nameof(Screen.Admitted), nameof(Screen.SteppedOut), nameof(Screen.ProcedureReceipt), nameof(Screen.Verified)],
            Samples.All.Where(screen => screen.Mood == Mood.Welcome).Select(screen => screen.GetType().Name).Distinct());

    [Fact]
    public void The_default_mood_is_not_a_welcome() => Assert.NotEqual(Mood.Welcome, default);

    [Fact]
    public void Only_resting_screens_have_no_dwell() =>
        Assert.Equal(
            [nameof(Screen.Idle), nameof(Screen.TakeCard), nameof(Screen.ClerkDesk), nameof(Screen.Alarm), nameof(Screen.OutOfService)],
            Samples.All.Where(screen => screen.IsResting).Select(screen => screen.GetType().Name).Distinct());

    [Fact]
    public void A_logged_screen_contains_no_name() =>
        Assert.All(Samples.All, screen => Assert.Equal(screen.GetType().Name, $"{screen}"));

    [Theory]
    [InlineData(650, 667, 17)]
    [InlineData(667, 667, 0)]
    [InlineData(812, 667, 0)]
    [InlineData(5, null, 0)]
    public void Missing_people_are_counted_up_to_the_required_number(int present, int? required, int missing) =>
        Assert.Equal(missing, new Presence(present, 1000, required, false, Samples.Morning).Missing);
}
