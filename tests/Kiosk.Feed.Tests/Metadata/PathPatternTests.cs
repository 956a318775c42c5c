using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("targets/*.tgz", "targets/foo.tgz")]
    [InlineData("foo-version-?.tgz", "foo-version-2.tgz")]
    [InlineData("*.tgz", "bar.tgz")]
    [InlineData("foo.tgz", "foo.tgz")]
    [InlineData("*", "")]
    [InlineData("*/*", "a/b")]
    [InlineData("a*b*c", "a1b2b3c")]
    [InlineData("**", "abc")]
    [InlineData("[a-c]?", "b1")]
    [InlineData("[!a-c]", "d")]
    [InlineData("[]]", "]")]
    [InlineData("[a-a]", "a")]
    [InlineData("[ab-]", "-")]
    [InlineData("a[b", "a[b")]
    [InlineData("?", "ộ")]
    public void Matches(string pattern, string path) => Assert.True(new PathPattern(pattern).Matches(path));

    [Theory]
    [InlineData("targets/*.tgz", "targets/foo.txt")]
    [InlineData("foo-version-?.tgz", "foo-version-alpha.tgz")]
    [InlineData("*.tgz", "targets/foo.tgz")]
    [InlineData("*", "a/b")]
    [InlineData("*/*", "a")]
    [InlineData("*/*", "a/b/c")]
    [InlineData("?", "/")]
    [InlineData("?", "")]
    [InlineData("README.md", "README.MD")]
    [InlineData("foo.tgz", "/foo.tgz")]
    [InlineData("[a-c]", "d")]
    [InlineData("[!a-c]", "b")]
    [InlineData("[a-a]", "-")]
    [InlineData("[ab-]", "c")]
    [InlineData("a*b*c", "a1b2b3")]
    [InlineData("", "a")]
    public void Does_not_match(string pattern, string path) => Assert.False(new PathPattern(pattern).Matches(path));

    [Fact]
    public void Matching_many_stars_costs_at_most_pattern_times_path() =>
        Assert.False(new PathPattern(string.Concat(Enumerable.Repeat("*a", 500)) + "b").Matches(new string('a', 4000)));
}
