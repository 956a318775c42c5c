using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

public sealed class ScreenTests
{
    [Fact]
    public void What_is_kept_tells_nobody_s_name_or_office() =>
        Assert.All(Samples.All.Select(screen => screen.WithoutName()).OfType<Screen.Admitted>(), welcome => Assert.Equal((null, null), (welcome.Name, welcome.Role)));

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
    public void Only_recorded_admissions_and_a_verified_card_are_welcomed() =>
        Assert.Equal(
            [nameof(Screen.Admitted), nameof(Screen.ProcedureReceipt), nameof(Screen.Verified)],
            Samples.All.Where(screen => screen.Mood == Mood.Welcome).Select(screen => screen.GetType().Name).Distinct());

    [Fact]
    public void A_mood_left_out_welcomes_nobody() => Assert.NotEqual(Mood.Welcome, default);

    [Fact]
    public void Only_waiting_screens_stay() =>
        Assert.Equal(
            [nameof(Screen.Idle), nameof(Screen.TakeCard), nameof(Screen.OutOfService)],
            Samples.All.Where(screen => screen.IsResting).Select(screen => screen.GetType().Name).Distinct());

    [Fact]
    public void A_screen_in_a_log_line_names_nobody() =>
        Assert.All(Samples.All, screen => Assert.Equal(screen.GetType().Name, $"{screen}"));

    [Theory]
    [InlineData(650, 667, 17)]
    [InlineData(667, 667, 0)]
    [InlineData(812, 667, 0)]
    [InlineData(5, null, 0)]
    public void Missing_people_are_counted_up_to_the_number_required(int present, int? required, int missing) =>
        Assert.Equal(missing, new Presence(present, 1000, required, false, Samples.Morning).Missing);
}
