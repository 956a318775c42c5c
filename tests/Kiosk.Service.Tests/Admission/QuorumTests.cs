using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Tests.Admission;

public sealed class QuorumTests
{
    private static readonly Gen<QuorumRule> Rules =
        from denominator in Gen.Choose(1, int.MaxValue)
        from numerator in Gen.Choose(1, denominator)
        from rounding in Gen.Elements(QuorumRounding.Up, QuorumRounding.MoreThan)
        select new QuorumRule(numerator, denominator, rounding, "test", "test");

    private static readonly Gen<int> People = Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(0, int.MaxValue));

    [Theory]
    [InlineData(2, 3, QuorumRounding.Up, 1000, 667)]
    [InlineData(2, 3, QuorumRounding.Up, 999, 666)]
    [InlineData(2, 3, QuorumRounding.MoreThan, 999, 667)]
    [InlineData(2, 3, QuorumRounding.MoreThan, 1000, 667)]
    [InlineData(1, 2, QuorumRounding.Up, 10, 5)]
    [InlineData(1, 2, QuorumRounding.MoreThan, 10, 6)]
    [InlineData(1, 2, QuorumRounding.MoreThan, 11, 6)]
    [InlineData(1, 1, QuorumRounding.Up, 25, 25)]
    [InlineData(1, 1, QuorumRounding.MoreThan, 25, 26)]
    [InlineData(1, 2, QuorumRounding.Up, 1, 1)]
    [InlineData(2, 3, QuorumRounding.Up, 0, 1)]
    [InlineData(1, int.MaxValue, QuorumRounding.Up, 3, 1)]
    [InlineData(int.MaxValue, int.MaxValue, QuorumRounding.Up, int.MaxValue, int.MaxValue)]
    public void Required_is_a_whole_number_of_people(int numerator, int denominator, object rounding, int convened, int expected) =>
        Assert.Equal(expected, Quorum.RequiredOf(Rule(numerator, denominator, (QuorumRounding)rounding), convened));

    [Theory]
    [InlineData(812, true, 0)]
    [InlineData(667, true, 0)]
    [InlineData(666, false, 1)]
    [InlineData(650, false, 17)]
    public void The_state_says_whether_it_is_met_and_how_many_are_missing(int present, bool met, int missing)
    {
        var state = Quorum.Evaluate(Rule(2, 3, QuorumRounding.Up), convened: 1000, present);

        Assert.Equal((met, missing), (state.IsMet, state.MissingCount));
    }

    [Theory]
    [InlineData(0, 3, QuorumRounding.Up)]
    [InlineData(-2, 3, QuorumRounding.Up)]
    [InlineData(-2, -3, QuorumRounding.Up)]
    [InlineData(4, 3, QuorumRounding.Up)]
    [InlineData(1, 0, QuorumRounding.Up)]
    [InlineData(0, 0, QuorumRounding.MoreThan)]
    [InlineData(2, 3, (QuorumRounding)99)]
    public void A_rule_that_states_no_fraction_is_refused(int numerator, int denominator, object rounding)
    {
        var rule = Rule(numerator, denominator, (QuorumRounding)rounding);

        Assert.False(Quorum.IsSound(rule));
        Assert.Throws<ArgumentException>(() => Quorum.RequiredOf(rule, 10));
    }

    [Fact]
    public void Negative_numbers_of_people_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Quorum.RequiredOf(Rule(1, 2, QuorumRounding.Up), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quorum.Evaluate(Rule(1, 2, QuorumRounding.Up), 1, -1));
    }

    [Fact]
    public void Required_lies_between_one_and_one_more_than_the_convened() =>
        Prop.ForAll(Rules.ToArbitrary(), People.Where(n => n < int.MaxValue).ToArbitrary(), (rule, convened) =>
        {
            var required = Quorum.RequiredOf(rule, convened);
            return required >= 1 && required <= convened + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Required_is_the_least_number_that_reaches_the_fraction() =>
        Prop.ForAll(Rules.ToArbitrary(), People.Where(n => n is > 0 and < int.MaxValue).ToArbitrary(), (rule, convened) =>
        {
            var required = Quorum.RequiredOf(rule, convened);
            return Reaches(rule, required, convened) && (required == 1 || !Reaches(rule, required - 1, convened));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_convened_never_need_fewer_present() =>
        Prop.ForAll(Rules.ToArbitrary(), People.Where(n => n < int.MaxValue - 1).ToArbitrary(), (rule, convened) =>
            Quorum.RequiredOf(rule, convened) <= Quorum.RequiredOf(rule, convened + 1)).QuickCheckThrowOnFailure();

    [Fact]
    public void Met_and_nobody_missing_are_one_and_the_same() =>
        Prop.ForAll(Rules.ToArbitrary(), People.Where(n => n < int.MaxValue).Two().ToArbitrary(), (rule, people) =>
        {
            var state = Quorum.Evaluate(rule, people.Item1, people.Item2);
            return state.IsMet == (state.MissingCount == 0);
        }).QuickCheckThrowOnFailure();

    private static QuorumRule Rule(int numerator, int denominator, QuorumRounding rounding) => new(numerator, denominator, rounding, "test", "test");

    // Compares present / convened with numerator / denominator by cross-multiplying in 128 bits.
    private static bool Reaches(QuorumRule rule, int present, int convened)
    {
        var (left, right) = ((Int128)present * rule.Denominator, (Int128)convened * rule.Numerator);
        return rule.Rounding is QuorumRounding.MoreThan ? left > right : left >= right;
    }
}
